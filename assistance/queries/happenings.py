"""What assistance tells of a person's life: plans, promises, posts offered, services, visits and warnings."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast, Lower
from django.urls import reverse

from accounts.models import User
from assistance.enums import (
    AlertKind,
    Answer,
    Channel,
    Informed,
    LeavingCause,
    PlacementSource,
    Reception,
    ServiceKind,
    Side,
    VisitKind,
    VisitOutcome,
)
from assistance.models import (
    Alert,
    EmploymentNotice,
    Enrolment,
    LumpSum,
    Measure,
    Offer,
    Placement,
    Plan,
    PlanReview,
    Pledge,
    PledgeSignature,
    PostAssessment,
    PostExit,
    Preparation,
    RefusalLook,
    Service,
    Visit,
)
from assistance.training_enums import CourseResult, SkillLevel
from households.enums import Block
from households.queries.happenings import Row, Source, lies_in, while_living
from ui.marks import Event, Tone

LOOKS = {True: "计入拒绝", False: "不计入拒绝"}


def assistance_sources(people: Sequence[int], user: User) -> list[Source]:
    """What was done for a human registered under the keys ``people``, and for the family while the human belonged to
    it."""
    return [
        *_plans(people, user),
        *_promises(people, user),
        *_offers(people),
        *_placements(people),
        *_posts(people),
        *_care(people),
        *_training(people),
        *_alerts(people, user),
    ]


def _plans(people: Sequence[int], user: User) -> list[Source]:
    plans = Plan.objects.filter(spell__person__in=people)
    where = {"path": "spell__household__area__path", "spell": "spell_id"}
    measures = Measure.objects.filter(plan__spell__person__in=people, done_on__isnull=False)
    reviews = PlanReview.objects.filter(plan__spell__person__in=people)

    def planned(row: Row) -> Event:
        said = row.said
        title = f"修订援助方案（第{said['version']}版）" if said["version"] > 1 else "制定援助方案"
        url = reverse("assistance:case", args=[said["spell"]]) if lies_in(user, said["path"]) else ""
        return Event(row.on, title, said["because"] or said["situation"], "info", url)

    told = where | {"version": "version", "because": "because", "situation": "situation"}
    done = {"channel": "channel", "what": "what", "outcome": "outcome"}
    return [
        Source(Block.ASSISTANCE, plans, "opened_at__date", planned, told),
        Source(Block.ASSISTANCE, reviews, "reviewed_on", _reviewed, {"finding": "finding", "next": "next_on"}),
        Source(Block.ASSISTANCE, measures, "done_on", _measure, done),
    ]


def _reviewed(row: Row) -> Event:
    return Event(row.on, "评估援助方案", f"{row.said['finding']}（下次 {row.said['next']}）")


def _measure(row: Row) -> Event:
    said = row.said
    return Event(row.on, f"落实措施：{said['what']}", f"{Channel(said['channel']).label}：{said['outcome']}", "ok")


def _promises(people: Sequence[int], user: User) -> list[Source]:
    pledges = Pledge.objects.filter(while_living(people, "case__household", "drafted_at__date"))
    signatures = PledgeSignature.objects.filter(pledge__in=pledges.values("pk"))
    prepared = Preparation.objects.filter(while_living(people, "case__household", "drawn_at__date"))
    where = {"path": "case__household__area__path", "case": "case_id"}

    def linked(row: Row, title: str, detail: str, tone: Tone = "plain") -> Event:
        url = reverse("assistance:family", args=[row.said["case"]]) if lies_in(user, row.said["path"]) else ""
        return Event(row.on, title, detail, tone, url)

    def drafted(row: Row) -> Event:
        return linked(row, f"起草承诺书 P{row.key:08d}", row.said["office"], "info")

    def withdrawn(row: Row) -> Event:
        return linked(row, f"作废承诺书 P{row.key:08d}", row.said["why"], "warn")

    def drawn(row: Row) -> Event:
        return linked(row, f"制定工作预案（第{row.said['version']}版）", row.said["response"])

    gone = pledges.filter(withdrawn_at__isnull=False)
    signed = {"side": "side", "person": "person__name", "by": "added_by__full_name"}
    return [
        Source(Block.ASSISTANCE, pledges, "drafted_at__date", drafted, where | {"office": "office_text"}),
        Source(Block.ASSISTANCE, signatures, "added_at__date", _signed, signed),
        Source(Block.ASSISTANCE, gone, "withdrawn_at__date", withdrawn, where | {"why": "withdrawn_because"}),
        Source(
            Block.ASSISTANCE,
            prepared,
            "drawn_at__date",
            drawn,
            where | {"version": "version", "response": "response"},
        ),
    ]


def _signed(row: Row) -> Event:
    return Event(row.on, f"{Side(row.said['side']).label}在承诺书上签字", row.said["person"] or row.said["by"])


def _offers(people: Sequence[int]) -> list[Source]:
    offers = Offer.objects.filter(person__in=people)
    answered = offers.exclude(answer="")
    looks = RefusalLook.objects.filter(offer__person__in=people, decided_at__isnull=False)
    struck = {"struck": "struck_because"}
    post = struck | {"employer": "employer", "position": "position", "wage": Cast("wage", TextField())}
    told = struck | {"employer": "employer", "answer": "answer", "why": "refusal"}
    look = {"stage": "stage", "counts": "counts", "opinion": "opinion", "offer": "offer_id"}
    return [
        Source(Block.ASSISTANCE, offers, "made_on", _offered, post),
        Source(Block.ASSISTANCE, answered, "answered_on", _answered, told),
        Source(Block.ASSISTANCE, looks, "decided_at__date", _looked, look),
    ]


def _offered(row: Row) -> Event:
    said = row.said
    url = reverse("assistance:offer", args=[row.key])
    words = f"{said['employer']} {said['position']}，月工资 {said['wage']} 元"
    return _unless_struck(row, Event(row.on, "推荐岗位", words, "info", url))


def _answered(row: Row) -> Event:
    said = row.said
    is_refused = said["answer"] == Answer.REFUSED
    words = f"{said['employer']}：{said['why']}" if is_refused else said["employer"]
    url = reverse("assistance:offer", args=[row.key])
    tone: Tone = "warn" if is_refused else "ok"
    return _unless_struck(row, Event(row.on, f"{Answer(said['answer']).label}推荐的岗位", words, tone, url))


def _looked(row: Row) -> Event:
    said = row.said
    title = f"{RefusalLook.Stage(said['stage']).label}：{LOOKS[said['counts']]}"
    return Event(row.on, title, said["opinion"], "warn", reverse("assistance:offer", args=[said["offer"]]))


def _placements(people: Sequence[int]) -> list[Source]:
    stories = Placement.objects.filter(registration__person__in=people)
    notices = EmploymentNotice.objects.filter(registration__person__in=people)
    paid = LumpSum.objects.filter(person__in=people)
    told = {"channel": "channel", "source": "source", "where": "destination", "struck": "struck_because"}
    struck = {"struck": "striking__struck_because"}
    notice = struck | {"informed": "informed", "answer": "answer"}
    sums = struck | {"months": "months_left", "amount": Cast("amount", TextField())}
    return [
        Source(Block.WORK, stories, Lower("registration__validity"), _placed, told),
        Source(Block.WORK, notices, "told_on", _office_told, notice),
        Source(Block.BENEFITS, paid, "paid_on", _paid, sums),
    ]


def _placed(row: Row) -> Event:
    said = row.said
    words = "，".join(filter(None, [PlacementSource(said["source"]).label, said["where"]]))
    return _unless_struck(row, Event(row.on, f"安置：{Channel(said['channel']).label}", words, "ok"))


def _office_told(row: Row) -> Event:
    return _unless_struck(row, Event(row.on, f"告知{Informed(row.said['informed']).label}已就业", row.said["answer"]))


def _paid(row: Row) -> Event:
    words = f"剩余 {row.said['months']} 个月，{row.said['amount']} 元"
    return _unless_struck(row, Event(row.on, "一次性发给失业保险金", words, "ok"))


def _posts(people: Sequence[int]) -> list[Source]:
    """Assessments in public-welfare posts, and why the person left one; on which day the employment tells."""
    assessed = PostAssessment.objects.filter(holding__placement__registration__person__in=people)
    left = PostExit.objects.done().filter(holding__placement__registration__person__in=people)
    found = {"competent": "is_competent", "findings": "findings", "struck": "struck_because"}
    return [
        Source(Block.WORK, assessed, "on", _assessed, found),
        Source(Block.WORK, left, "signed_at__date", _left_post, {"cause": "cause", "reason": "reason"}),
    ]


def _assessed(row: Row) -> Event:
    title = "公益性岗位考核：" + ("胜任" if row.said["competent"] else "不胜任")
    return _unless_struck(row, Event(row.on, title, row.said["findings"], "info"))


def _left_post(row: Row) -> Event:
    return Event(row.on, f"离开公益性岗位：{LeavingCause(row.said['cause']).label}", row.said["reason"], "info")


def _care(people: Sequence[int]) -> list[Source]:
    services = Service.objects.filter(person__in=people)
    visits = Visit.objects.filter(person__in=people)
    service = {"kind": "kind", "outcome": "outcome", "detail": "detail", "struck": "struck_because"}
    visit = {"kind": "kind", "outcome": "outcome", "findings": "findings", "struck": "struck_because"}
    return [
        Source(Block.ASSISTANCE, services, "on", _served, service | {"by": "given_by__full_name"}),
        Source(Block.ASSISTANCE, visits, "on", _visited, visit | {"by": "visited_by__full_name"}),
    ]


def _served(row: Row) -> Event:
    said = row.said
    taken = Reception(said["outcome"])
    words = said["detail"] if taken == Reception.ACCEPTED else f"{taken.label}：{said['detail']}"
    return _unless_struck(row, Event(row.on, ServiceKind(said["kind"]).label, f"{words}（{said['by']}）", "info"))


def _visited(row: Row) -> Event:
    said = row.said
    outcome = VisitOutcome(said["outcome"])
    tone: Tone = "warn" if outcome in (VisitOutcome.LEFT, VisitOutcome.ABSENT) else "info"
    words = f"{outcome.label}：{said['findings']}（{said['by']}）"
    return _unless_struck(row, Event(row.on, VisitKind(said["kind"]).label, words, tone))


def _unless_struck(row: Row, event: Event) -> Event:
    """What was struck off stays in the story, and says so."""
    if not row.said["struck"]:
        return event
    words = "；".join(filter(None, [event.detail, f"划去原因：{row.said['struck']}"]))
    return Event(row.on, f"{event.title}（已划去）", words, url=event.url)


def _training(people: Sequence[int]) -> list[Source]:
    """Applying for a course, and a certificate; what was completed is told as the service that it is."""
    places = Enrolment.objects.filter(person__in=people)
    told = {"course": "course__title", "key": "course_id", "struck": "struck_because"}
    ended = places.exclude(result__in=["", CourseResult.COMPLETED])
    certified = places.filter(certified_on__isnull=False)
    return [
        Source(Block.ASSISTANCE, places, "applied_on", _applied, told),
        Source(Block.ASSISTANCE, ended, "result_at__date", _ended, told | {"result": "result"}),
        Source(Block.ASSISTANCE, certified, "certified_on", _certified, told | {"level": "certificate_level"}),
    ]


def _of_course(row: Row, title: str, tone: Tone) -> Event:
    url = reverse("assistance:course", args=[row.said["key"]])
    return _unless_struck(row, Event(row.on, title, row.said["course"], tone, url))


def _applied(row: Row) -> Event:
    return _of_course(row, "报名参加培训", "info")


def _ended(row: Row) -> Event:
    return _of_course(row, f"培训{CourseResult(row.said['result']).label}", "warn")


def _certified(row: Row) -> Event:
    return _of_course(row, f"取得{SkillLevel(row.said['level']).label}职业资格证书", "ok")


def _alerts(people: Sequence[int], user: User) -> list[Source]:
    own = Q(person__in=people) | Q(while_living(people, "household", "raised_on"), person=None)
    raised = Alert.objects.filter(own)
    where: dict[str, Any] = {"path": "household__area__path", "kind": "kind", "detail": "detail"}

    def told(row: Row) -> Event:
        url = reverse("assistance:alert", args=[row.key]) if lies_in(user, row.said["path"]) else ""
        return Event(row.on, f"预警：{AlertKind(row.said['kind']).label}", row.said["detail"], "warn", url)

    answered = raised.filter(answered_at__isnull=False)
    said = {"kind": "kind", "answer": "answer", "by": F("answered_by__full_name")}
    return [
        Source(Block.ASSISTANCE, raised, "raised_on", told, where),
        Source(Block.ASSISTANCE, answered, "answered_at__date", _alert_answered, said),
    ]


def _alert_answered(row: Row) -> Event:
    said = row.said
    return Event(row.on, f"处理预警：{AlertKind(said['kind']).label}", f"{said['answer']}（{said['by']}）", "ok")
