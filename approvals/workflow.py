"""How an application climbs its chain. Pure, no Django.

Every change of an application's position happens in one of the transitions below; nothing else changes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policy.parameters import Parameter


class Status(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    OBJECTED = "objected"
    RETURNED = "returned"
    REFUSED = "refused"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


TITLES = {
    Status.DRAFT: "草稿",
    Status.PENDING: "办理中",
    Status.OBJECTED: "异议核查中",
    Status.RETURNED: "已退回",
    Status.REFUSED: "不予认定",
    Status.IN_REVIEW: "复核中",
    Status.APPROVED: "已通过",
    Status.WITHDRAWN: "已撤回",
}

LIVE = (Status.DRAFT, Status.PENDING, Status.OBJECTED, Status.RETURNED, Status.IN_REVIEW)
UNDER_WAY = (Status.PENDING, Status.OBJECTED, Status.RETURNED, Status.IN_REVIEW)
IN_OFFICE = (Status.PENDING, Status.OBJECTED, Status.IN_REVIEW)


class Decision(StrEnum):
    APPROVE = "approved"
    RETURN = "returned"
    REFUSE = "refused"
    UPHOLD = "upheld"  # the objection holds: the application is refused
    DISMISS = "dismissed"  # the objection does not hold: the notice runs anew
    SUSTAIN = "sustained"  # the review finds the refusal right
    OVERTURN = "overturned"  # the review sets the refusal aside: the application goes on as if it had been approved


DECISION_TITLES = {
    Decision.APPROVE: "同意",
    Decision.RETURN: "退回补正",
    Decision.REFUSE: "不予认定",
    Decision.UPHOLD: "异议成立",
    Decision.DISMISS: "异议不成立",
    Decision.SUSTAIN: "维持原决定",
    Decision.OVERTURN: "撤销原决定",
}
REFUSALS = (Decision.REFUSE, Decision.UPHOLD)
CITING = (*REFUSALS, Decision.SUSTAIN, Decision.OVERTURN)  # never without the article they rest on


@dataclass(frozen=True)
class Said:
    """What an officer writes with a decision: why, and by which document and article."""

    comment: str
    article: str = ""


@dataclass(frozen=True)
class Step:
    """One stop on the way up: what it is called, and the area level whose officers decide there.

    ``workdays`` names the working days an officer has. ``notice`` names the working days of public notice that run
    once the step has approved; nobody decides a notice. ``applies`` says of an application whether the step is on its
    way; without it, it always is.
    """

    title: str
    level: int
    workdays: Parameter
    notice: Parameter | None = None
    applies: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Chain:
    """The steps in order. ``code`` carries a version: a case stays on the chain it started on.

    ``reviews`` are where what went against the applicant is reviewed on request, one level above: the first reviews
    the first step, and so on. Their numbers follow those of the steps; no application comes there by itself.
    ``contested`` is what can go against the applicant: a refusal, or, of what is applied for by an office against
    somebody, its approval. That stays in force while it is reviewed.
    """

    code: str
    steps: tuple[Step, ...]
    reviews: tuple[Step, ...] = ()
    contested: Status = Status.REFUSED

    @property
    def desks(self) -> tuple[Step, ...]:
        """Every step and every review, in the order of their numbers."""
        return (*self.steps, *self.reviews)

    def step(self, number: int) -> Step:
        """The step, or the review, of that number, from 1."""
        return self.desks[number - 1]

    def review_of(self, number: int) -> int | None:
        """The number of the review of what step ``number`` decided; None where there is none."""
        return len(self.steps) + number if number <= len(self.reviews) else None

    def reviewed(self, number: int) -> int:
        """The step that the review ``number`` is about; a step is about itself."""
        return number - len(self.steps) if number > len(self.steps) else number

    def after(self, number: int, application: Any) -> int | None:
        """The number of the next step that applies to ``application`` after step ``number``; None after the last."""
        for following, step in enumerate(self.steps[number:], number + 1):
            if step.applies is None or step.applies(application):
                return following
        return None


@dataclass(frozen=True)
class Position:
    """Where an application stands: its status, and its step (from 1; None unless under way)."""

    status: Status
    step: int | None = None


class TransitionNotAllowed(Exception):
    """The act does not apply to an application in this position."""


def submitted(position: Position, chain: Chain, application: Any) -> Position:
    """A draft starts at the first step that applies; a returned application resumes where it was returned."""
    match position:
        case Position(Status.DRAFT):
            return Position(Status.PENDING, chain.after(0, application))
        case Position(Status.RETURNED, step):
            return Position(Status.PENDING, step)
    raise TransitionNotAllowed(f"不能提交：该申请{TITLES[position.status]}。")


def decided(position: Position, decision: Decision, chain: Chain, application: Any) -> Position:
    """The position after ``decision`` at the present step."""
    match position, decision:
        case Position(Status.PENDING, int(step)), Decision.RETURN:
            return Position(Status.RETURNED, step)
        case Position(Status.PENDING, int()), Decision.REFUSE:
            return Position(Status.REFUSED)
        case Position(Status.PENDING, int(step)), Decision.APPROVE:
            return _passed(step, chain, application)
        case Position(Status.OBJECTED, int()), Decision.UPHOLD:
            return Position(Status.REFUSED)
        case Position(Status.OBJECTED, int(step)), Decision.DISMISS:
            return Position(Status.PENDING, chain.after(step, application))
        case Position(Status.IN_REVIEW, int()), Decision.SUSTAIN:
            return Position(chain.contested)
        case Position(Status.IN_REVIEW, int(step)), Decision.OVERTURN:
            return _set_aside(step, chain, application)
    raise TransitionNotAllowed(f"该申请{TITLES[position.status]}，不能作此决定。")


def _set_aside(review: int, chain: Chain, application: Any) -> Position:
    if chain.contested is Status.APPROVED:
        return Position(Status.REFUSED)
    return _passed(chain.reviewed(review), chain, application)


def _passed(step: int, chain: Chain, application: Any) -> Position:
    following = chain.after(step, application)
    return Position(Status.PENDING, following) if following else Position(Status.APPROVED)


def objected(position: Position, noticed_step: int) -> Position:
    """An objection during the notice takes the application back to the step that the notice followed."""
    if position.status is not Status.PENDING:
        raise TransitionNotAllowed("该申请不在公示期内，不能登记异议。")
    return Position(Status.OBJECTED, noticed_step)


def review_requested(position: Position, decided_step: int, chain: Chain) -> Position:
    """The applicant asks for a review of what ``decided_step`` decided: the level above takes it up."""
    review = chain.review_of(decided_step)
    if position.status is not chain.contested or review is None:
        raise TransitionNotAllowed(f"该申请{TITLES[position.status]}，不能申请复核。")
    return Position(Status.IN_REVIEW, review)


def withdrawn(position: Position, chain: Chain) -> Position:
    """The applicant takes back what is not decided yet; of a review taken back the decision remains."""
    if position.status is Status.IN_REVIEW:
        return Position(chain.contested)
    if position.status is Status.OBJECTED:
        raise TransitionNotAllowed("公示期收到的异议还没有结论，须先核查，不能撤回。")
    if position.status not in LIVE:
        raise TransitionNotAllowed(f"该申请{TITLES[position.status]}，不能撤回。")
    return Position(Status.WITHDRAWN)
