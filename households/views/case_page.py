"""What a case page shows, put together for the page itself and for the worklist on the desk."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.permissions import Act, may
from accounts.words import EVENTS
from approvals.models import Approvable
from approvals.queries import Names, names_for, opens_material
from approvals.workflow import DECISION_TITLES, IN_OFFICE, LIVE, Decision, Status
from households.actions.citing import Ground, grounds_of
from households.case_tables import categories_of, certification_mark, kind_of, promise_mark, revocation_mark, subject_of
from households.forms.casework import CANNED, WITHDRAWALS, DecisionForm, ObjectionForm, WithdrawalForm
from households.forms.papers import PutUpForm
from households.models import Certification, CertificationNotice
from households.queries import cases
from households.queries.cautions import cautions_of
from households.queries.promises import placement_checks, standing, written_down_late
from policy.models import calendar
from ui.forms import Dialogue
from ui.marks import Event

from .attachment_panel import attachment_panel
from .case_facts import changes_since, members_then
from .papers_panel import papers_panel
from .review_page import review_page
from .timeline import decision_event, review_events, withdrawal_event

KEYS = {
    Decision.APPROVE: "a",
    Decision.RETURN: "t",
    Decision.REFUSE: "b",
    Decision.UPHOLD: "y",
    Decision.DISMISS: "n",
    Decision.SUSTAIN: "w",
    Decision.OVERTURN: "c",
}
OFFERED = {
    Status.OBJECTED: (Decision.DISMISS, Decision.UPHOLD),
    Status.IN_REVIEW: (Decision.OVERTURN, Decision.SUSTAIN),
}
FOLLOWS = {
    Decision.RETURN: "退回社区补正；重新提交后直接回到本环节，已发生的逾期保留。",
    Decision.REFUSE: "本件办结为不予认定；申请人可在期限内申请一次复核，情况变化后可重新申请。",
    Decision.UPHOLD: "本件办结为不予认定；申请人可在期限内申请一次复核。",
    Decision.DISMISS: "重新公示一期，期满后送街道审核。",
    Decision.SUSTAIN: "本件办结为不予认定，不能再次复核。",
    Decision.OVERTURN: "原决定撤销，本件视同该环节已同意，继续办理；原决定是最后环节的，今天即认定。",
}


@dataclass(frozen=True)
class Choice:
    """One decision an officer can take here: ``form`` to fill, ``dialogue`` where it is asked about once more."""

    decision: Decision
    title: str
    form: DecisionForm
    action: str
    dialogue: Dialogue | None

    @property
    def key(self) -> str:
        return KEYS[self.decision]

    @property
    def is_dangerous(self) -> bool:
        return self.decision in (Decision.REFUSE, Decision.UPHOLD, Decision.SUSTAIN)


@dataclass(frozen=True)
class Stage:
    """A step of the chain, or the notice after it: ``state`` is done, now or ahead."""

    title: str
    state: str
    detail: str = ""


@dataclass(frozen=True)
class Wording:
    """How decisions are called and usually explained, of one kind of application; by which articles, of one of it."""

    titles: Mapping[Any, str]
    canned: Mapping[Decision, Sequence[str]]
    follows: Mapping[Decision, str]
    grounds: Sequence[Ground] = ()

    def of(self, application: Approvable, on: dt.date) -> "Wording":
        """With the articles that ``application`` is decided by on the day ``on``."""
        return replace(self, grounds=grounds_of(application, on))


TAKEN_BACK = ("撤回", "本件办结为已撤回，不能恢复；可以重新申请。")
WITHDRAWING = {Status.IN_REVIEW: ("撤回复核申请", "原不予认定的决定有效，不能再次申请复核。")}
CERTIFYING_WORDS = Wording(DECISION_TITLES, CANNED, FOLLOWS)


def choices(
    application: Approvable,
    action: str,
    *,
    names: Names,
    then: str = "",
    words: Wording = CERTIFYING_WORDS,
    bound: Any = None,
) -> list[Choice]:
    """The decisions open at the application's position, sent to ``action``; ``bound`` came back with errors."""
    offered = OFFERED.get(Status(application.status), (Decision.APPROVE, Decision.RETURN, Decision.REFUSE))
    made = []
    for decision in (one for one in offered if one in words.titles):
        canned = words.canned.get(decision, ())
        form = DecisionForm(decision=decision, canned=canned, names=names, grounds=words.grounds)
        if isinstance(bound, DecisionForm) and bound.decision is decision:
            form = bound
        query = {"decision": decision.value} | ({"then": then} if then else {})
        choice = Choice(decision, words.titles[decision], form, f"{action}?{urlencode(query)}", None)
        made.append(choice if decision is Decision.APPROVE else replace(choice, dialogue=_dialogue(choice, words)))
    return made


def _dialogue(choice: Choice, words: Wording) -> Dialogue:
    return Dialogue(
        f"dialogue-{choice.decision.value}",
        choice.title,
        choice.action,
        follows=words.follows[choice.decision],
        form=choice.form,
        is_dangerous=choice.is_dangerous,
    )


def certification_page(
    certification: Certification, user: User, *, on: dt.date, bound: Any = None, then: str = ""
) -> dict[str, Any]:
    """The context of ``households/certification_panel.html``. Needs ``with_head`` on the certification.

    ``bound`` is a form that came back with errors; ``then`` is where to go after a decision.
    """
    waiting = Certification.objects.waiting_for(user, on=on).filter(pk=certification.pk).exists()
    records = records_of(certification)
    notices = list(certification.notices.select_related("recorded_by", "put_up_by").order_by("round"))
    late_now = calendar().late(certification.due_on, on) if certification.status in IN_OFFICE else 0  # type: ignore
    trail = trail_of(certification)
    live = certification.status in LIVE
    outcome = _outcome(certification, on)
    review = review_page(certification, user, records, on=on, bound=bound)
    return {
        "case": certification,
        "subject": subject_of(certification),
        "kind": kind_of(certification),
        "mark": certification_mark(certification, on),
        "today": on,
        "stages": _stages(certification, records, notices, on),
        "records": [(record, certification.chain.step(record.step).title) for record in records],
        "returned_by": records[-1] if certification.status == Status.RETURNED else None,
        "late_now": late_now,
        "late_total": late_now + sum(record.days_late for record in records),
        "events": _events(certification, records, notices, trail, review.get("review")),
        "trail": signed(trail, records),
        "members": members_then(certification),
        "changes": changes_since(certification, on=on) if live else [],
        "cautions": cautions_of([certification.household_id], on=on)[certification.household_id] if live else [],
        "notice": notices[-1] if notices else None,
        "notice_runs": _notice_runs(certification, notices, on),
        "may_exit": may(user, Act.SURVEY),
        **papers_panel(certification, user, on=on, bound=bound),
        **attachment_panel(certification, user, on=on, bound=bound),
        "may_open": opens_material(certification, user, on),
        **(_decisions(certification, user, on, then, bound) if waiting else {"choices": []}),
        **review,
        **outcome,
        "may_revoke": outcome.get("is_revocable", False) and may(user, Act.DECIDE),
        **_acts(certification, user, notices, on, bound),
    }


def _decisions(certification: Certification, user: User, on: dt.date, then: str, bound: Any) -> dict[str, Any]:
    names = names_for(certification, user, on)
    address = _address("decide", certification)
    words = CERTIFYING_WORDS.of(certification, on)
    offered = choices(certification, address, names=names, then=then, words=words, bound=bound)
    return {"choices": offered, "stands_in": names.stands_in}


def records_of(application: Approvable) -> list[Any]:
    """The decisions in order of time, each with who took it and in whose name."""
    rows = application.approval_records.select_related("seat__actor", "on_behalf_of")
    return list(rows.order_by("decided_at", "pk"))


def signed(trail: Sequence[AuditEntry], records: Sequence[Any]) -> list[tuple[AuditEntry, str, str]]:
    """The audit entries, each with its sentence and who did it, in whose name."""
    absent = {record.on_behalf_of.username: record.on_behalf_of for record in records if record.on_behalf_of}
    names = [absent.get(entry.details.get("on_behalf_of", "")) for entry in trail]
    return [
        (entry, EVENTS.get(entry.event, entry.event), entry.actor.signature(name))
        for entry, name in zip(trail, names, strict=True)
    ]


def _address(name: str, certification: Certification) -> str:
    return reverse(f"households:{name}", args=[certification.pk])


def _notice_runs(certification: Certification, notices: Sequence[CertificationNotice], on: dt.date) -> bool:
    return (
        bool(notices)
        and certification.status == Status.PENDING
        and notices[-1].round == certification.round
        and notices[-1].posted_on <= on <= notices[-1].ends_on
        and certification.step == certification.chain.after(notices[-1].step, certification)
    )


def _acts(
    certification: Certification, user: User, notices: Sequence[CertificationNotice], on: dt.date, bound: Any
) -> dict[str, Any]:
    """What the community may do with the case beside deciding it."""
    if not may(user, Act.SURVEY):
        return {}
    found: dict[str, Any] = {}
    if certification.status == Status.RETURNED:
        found["resubmit_url"] = _address("resubmit", certification)
    if certification.status in LIVE and certification.status != Status.OBJECTED:
        form = bound if isinstance(bound, WithdrawalForm) else WithdrawalForm(canned=WITHDRAWALS)
        verb, follows = WITHDRAWING.get(Status(certification.status), TAKEN_BACK)
        found["withdraw"] = Dialogue(
            "dialogue-withdraw", verb, _address("withdraw", certification), follows, form, is_dangerous=True
        )
    if _notice_runs(certification, notices, on):
        found["put_up"] = _putting_up(certification, notices[-1], bound)
        objection = bound if isinstance(bound, ObjectionForm) else ObjectionForm(auto_id="object_%s")
        follows = "公示中止，本件退回社区核查：异议成立的不予认定，不成立的重新公示。"
        found["objection"] = Dialogue(
            "dialogue-object", "登记异议", _address("object", certification), follows, objection, icon="speakerphone"
        )
    return found


def _putting_up(certification: Certification, notice: CertificationNotice, bound: Any) -> Dialogue:
    form = bound if isinstance(bound, PutUpForm) else PutUpForm(initial={"place": notice.place}, auto_id="put_up_%s")
    verb = "更改公示地点" if notice.place else "登记公示地点"
    follows = "写入公示单和卷宗，街道审核时可见。"
    return Dialogue("dialogue-put-up", verb, _address("put_up", certification), follows, form, icon="map-pin")


def _stages(
    certification: Certification, records: Sequence[Any], notices: Sequence[CertificationNotice], on: dt.date
) -> list[Stage]:
    """The chain as far as it has come. A case that was refused or withdrawn stands still where it ended."""
    in_notice = _notice_runs(certification, notices, on)
    now = certification.chain.reviewed(certification.step or (records[-1].step if records else 1))
    if certification.status == Status.APPROVED:
        now = len(certification.chain.steps) + 1
    stages = []
    for number, step in enumerate(certification.chain.steps, 1):
        state = "done" if number < now else "now" if number == now and not in_notice else "ahead"
        present = certification.current_step if number == now else None
        is_objected = present is not None and certification.status == Status.OBJECTED
        stages.append(Stage("异议核查" if is_objected else (present or step).title, state))
        if step.notice is not None:
            state = "now" if in_notice else "done" if number < now else "ahead"
            stages.append(Stage("公示", state, f"至 {notices[-1].ends_on}" if in_notice else ""))
    return stages


def _events(certification: Any, records: Any, notices: Any, trail: Sequence[AuditEntry], review: Any) -> list[Event]:
    """The case in order of time: application, decisions, notices, objections, the review, withdrawal."""
    events: list[tuple[Any, Event]] = []
    for entry in trail:
        verb = entry.event.partition(".")[2]
        if verb == "submitted":
            title = (
                "提交认定申请"
                if entry.details.get("round", 1) == 1
                else f"补正后重新提交（第 {entry.details['round']} 轮）"
            )
            events.append((entry.at, Event(entry.at, title, str(entry.actor), "info")))
        elif verb == "objected":
            detail = next((n.objection for n in notices if n.pk == entry.details.get("notice")), "")
            events.append((entry.at, Event(entry.at, "收到异议，公示中止", f"{entry.actor}登记：{detail}", "bad")))
        elif verb == "withdrawn":
            events.append((entry.at, withdrawal_event(entry)))
    for record in records:
        events.append((record.decided_at, decision_event(certification, record, DECISION_TITLES)))
        posted = [n for n in notices if (n.round, n.step) == (record.round, record.step)]
        events.extend((record.decided_at, _notice_event(notice)) for notice in posted)
    events.extend((event.when, event) for event in review_events(review, trail))
    return [event for _, event in sorted(events, key=lambda pair: pair[0])]


def _notice_event(notice: CertificationNotice) -> Event:
    provisional = "（暂定）" if notice.end_is_provisional else ""
    detail = f"至 {notice.ends_on} 止{provisional}，{notice.source}"
    return Event(notice.posted_on, "开始公示", detail, "info", reverse("households:notice", args=[notice.pk]))


def trail_of(application: Approvable) -> list[AuditEntry]:
    """Every audit entry of an application, in order of time."""
    rows = AuditEntry.objects.filter(object_label=application._meta.label_lower, object_id=application.pk)
    return list(rows.select_related("actor").order_by("at", "pk"))


def _outcome(certification: Certification, on: dt.date) -> dict[str, Any]:
    """What the certification brought: the family's promise, the people's status, the cases before and after."""
    if certification.status != Status.APPROVED:
        return {}
    spells = list(
        certification.spells.select_related("person", "previous__certification", "following__certification")
        .prefetch_related("exits")
        .order_by("pk")
    )
    family = (
        cases.families(on)
        .filter(certification=certification)
        .select_related("previous__certification", "following__certification")
        .first()
    )
    revocations = list(certification.revocations.order_by("pk"))
    for revocation in revocations:
        revocation.mark = revocation_mark(revocation)  # type: ignore[attr-defined]  # for the template
    for spell in spells:
        spell.shown_categories = categories_of(spell)  # type: ignore[attr-defined]  # for the template
    links: Sequence[Any] = [family] if family else spells if certification.person_id else []
    return {
        "family_case": family,
        "promise": promise_mark(family, on) if family else None,
        "standing": standing(family, on) if family else None,
        "is_late_entry": bool(family and written_down_late(family)),
        "family_checks": placement_checks(family) if family else [],
        "revocations": revocations,
        "is_revocable": not any(one.status in (*LIVE, Status.APPROVED) for one in revocations),
        "is_running": family is not None and family.ended_on is None and family.placed_on is None,
        "spells": spells,
        "previous_cases": [one.previous.certification for one in links if one.previous],
        "following_cases": [one.following.certification for one in links if hasattr(one, "following")],
    }
