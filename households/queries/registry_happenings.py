"""What the registry tells of a person's life: surveys, status, work, comings and goings, papers and benefits."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast, Lower, Upper
from django.urls import reverse

from accounts.models import User
from approvals.workflow import TITLES, Status
from households.enums import BenefitKind, Block, Category, CertificateKind, ExitReason, FactKind, RegistrationKind
from households.models import (
    Certificate,
    Certification,
    Correction,
    CorrectionKind,
    Death,
    Endorsement,
    Fact,
    HardToEmploySpell,
    Membership,
    MergeStatus,
    Movement,
    MovementKind,
    PersonFinding,
    PersonMerge,
    Registration,
    Survey,
    ZeroFamilyCase,
)
from households.queries.happenings import Row, Source, last_day, lies_in, while_living
from ui.marks import Event, Tone

ALLOWANCES = (FactKind.LOW_INCOME,)


def registry_sources(people: Sequence[int], user: User) -> list[Source]:
    """What is known of a human registered under the keys ``people``; surveys and certifications as far as ``user`` sees
    them."""
    return [
        *_doorstep(people, user),
        *_status(people, user),
        *_family(people),
        *_work(people),
        *_identity(people, user),
        *_papers(people),
    ]


def _doorstep(people: Sequence[int], user: User) -> list[Source]:
    asked = Q(pk__in=[])
    for key in people:
        asked |= Q(answers__members__contains=[{"person": key}])
    homes = Membership.objects.filter(person__in=people).values("household")
    surveys = Survey.objects.visible_to(user).filter(asked, household__in=homes)
    found = PersonFinding.objects.filter(person__in=people)
    return [
        Source(Block.CERTIFICATION, surveys, "visited_on", _surveyed, {"by": "surveyor__full_name"}),
        Source(
            Block.CERTIFICATION,
            found.filter(validity__upper_inf=False),
            Upper("validity"),
            _no_longer_found,
            {"category": "category", "why": "closing"},
        ),
        Source(Block.CERTIFICATION, found, Lower("validity"), _found, {"category": "category", "why": "reasons"}),
    ]


def _surveyed(row: Row) -> Event:
    url = reverse("households:survey_done", args=[row.key])
    return Event(row.on, "入户调查", row.said["by"], "info", url)


def _found(row: Row) -> Event:
    return Event(row.on, f"疑似{_category(row)}", _reasons(row), "warn")


def _no_longer_found(row: Row) -> Event:
    return Event(row.on, f"不再疑似{_category(row)}", _reasons(row))


def _category(row: Row) -> str:
    category = Category(row.said["category"])
    return f"{category.name} {category.label}"


def _reasons(row: Row) -> str:
    return "；".join(reason["text"] for reason in row.said["why"])


def _status(people: Sequence[int], user: User) -> list[Source]:
    cases = Certification.objects.visible_to(user).filter(person__in=people)
    spells = HardToEmploySpell.objects.filter(person__in=people)
    return [
        Source(Block.CERTIFICATION, cases, "drafted_at__date", _applied, {"status": "status"}),
        Source(Block.CERTIFICATION, spells, "certified_on", _certified, {"categories": "categories"}),
        Source(Block.CERTIFICATION, spells.filter(exited_on__isnull=False), "exited_on", _left, {"why": "exit_reason"}),
    ]


def _applied(row: Row) -> Event:
    url = reverse("households:certification", args=[row.key])
    status = TITLES[Status(row.said["status"])]
    return Event(row.on, f"申请认定 R{row.key:08d}", status, "info", url)


def _certified(row: Row) -> Event:
    words = "、".join(Category(category).label for category in row.said["categories"])
    return Event(row.on, "认定为就业困难人员", words, "ok")


def _left(row: Row) -> Event:
    return Event(row.on, "退出就业困难人员", ExitReason(row.said["why"]).label, "warn")


def _family(people: Sequence[int]) -> list[Source]:
    cases = ZeroFamilyCase.objects.filter(while_living(people, "household", "certified_on"))
    ended = cases.filter(ended_on__isnull=False)
    placed: Any = cases.with_placement()
    return [
        Source(Block.CERTIFICATION, cases, "certified_on", _family_certified, {"due": "due_on"}),
        Source(Block.WORK, placed.filter(placed_on__isnull=False), "placed_on", _family_placed, {"due": "due_on"}),
        Source(Block.CERTIFICATION, ended, "ended_on", _family_ended, {"why": "end_reason"}),
    ]


def _family_certified(row: Row) -> Event:
    due = row.said["due"]
    return Event(row.on, "家庭认定为零就业家庭", f"应安置日期 {due}" if due else "不计安置期限", "ok")


def _family_placed(row: Row) -> Event:
    due = row.said["due"]
    if due is None:
        return Event(row.on, "家庭已有成员就业", "", "ok")
    late = (row.on - dt.date.fromisoformat(due)).days
    if late > 0:
        return Event(row.on, "家庭逾期安置", f"应安置日期 {due}，晚 {late} 天", "bad")
    return Event(row.on, "家庭按期安置", f"应安置日期 {due}", "ok")


def _family_ended(row: Row) -> Event:
    return Event(row.on, "零就业家庭结案", ZeroFamilyCase.End(row.said["why"]).label, "warn")


def _work(people: Sequence[int]) -> list[Source]:
    rows = Registration.objects.filter(person__in=people)
    ended = rows.filter(validity__upper_inf=False)
    told = {"kind": "kind", "employer": "employer", "why": "end_reason"}
    return [
        Source(Block.WORK, ended, last_day(), _work_ended, told),
        Source(Block.WORK, rows, Lower("validity"), _work_begun, told),
    ]


def _work_begun(row: Row) -> Event:
    kind = RegistrationKind(row.said["kind"])
    tone: Tone = "warn" if kind == RegistrationKind.UNEMPLOYED else "ok"
    return Event(row.on, kind.label, row.said["employer"], tone)


def _work_ended(row: Row) -> Event:
    return Event(row.on, f"{RegistrationKind(row.said['kind']).label}终止", row.said["why"])


def _identity(people: Sequence[int], user: User) -> list[Source]:
    moved = Movement.objects.filter(person__in=people)
    corrected = Correction.objects.filter(person__in=people)
    merges = PersonMerge.objects.filter(Q(survivor__in=people) | Q(duplicate__in=people))
    where = {"decides": "area__path", "proposes": "community__path"}
    way = {"kind": "kind", "home": "household_id", "to": "other_id", "why": "reason", "by": "recorded_by__full_name"}
    change = {"kind": "kind", "old": "old", "why": "reason", "shown": "evidence", "by": "corrected_by__full_name"}

    def merged(row: Row) -> Event:
        title = "不予合并" if row.said["status"] == MergeStatus.REFUSED else "重复登记合并"
        return _merge(row, title, user)

    def undone(row: Row) -> Event:
        return _merge(row, "撤销合并", user)

    decided, undoings = merges.filter(decided_at__isnull=False), merges.filter(undone_at__isnull=False)
    deaths = Death.objects.filter(person__in=people, annulled_at=None)
    return [
        Source(Block.CERTIFICATION, moved, "on", _went, way),
        Source(Block.CERTIFICATION, corrected, "corrected_at__date", _corrected, change),
        Source(Block.CERTIFICATION, decided, "decided_at__date", merged, where | {"status": "status", "why": "reason"}),
        Source(Block.CERTIFICATION, undoings, "undone_at__date", undone, where | {"why": "undo_reason"}),
        Source(Block.CERTIFICATION, deaths, "on", _died, {"shown": "evidence"}),
    ]


def _merge(row: Row, title: str, user: User) -> Event:
    is_seen = lies_in(user, row.said["decides"]) or lies_in(user, row.said["proposes"])
    url = reverse("households:merge", args=[row.key]) if is_seen else ""
    return Event(row.on, f"{title} B{row.key:08d}", row.said["why"], "warn", url)


def _went(row: Row) -> Event:
    said = row.said
    way = f"H{said['home']:08d}" + (f" → H{said['to']:08d}" if said["to"] else "")
    return Event(row.on, MovementKind(said["kind"]).label, f"{way}：{said['why']}（{said['by']}）", "warn")


def _corrected(row: Row) -> Event:
    said, kind = row.said, CorrectionKind(row.said["kind"])
    old = Correction._meta.get_field("old").from_db_value(said["old"], None, None)
    was = "" if kind == CorrectionKind.ID_NUMBER else f"原为{old}，"
    return Event(row.on, f"更正{kind.label}", f"{was}{said['why']}；{said['shown']}（{said['by']}）", "info")


def _died(row: Row) -> Event:
    return Event(row.on, "去世", row.said["shown"], "warn")


def _papers(people: Sequence[int]) -> list[Source]:
    held = Certificate.objects.filter(person__in=people)
    taken_back = held.filter(surrendered_on__isnull=False)
    endorsed = Endorsement.objects.filter(certificate__person__in=people)
    allowances = Fact.objects.filter(person__in=people, kind__in=ALLOWANCES)
    benefit: dict[str, Any] = {"kind": "benefit", "title": "title", "until": "last_day", "source": "source"}
    benefit |= {"amount": Cast("amount", TextField())}
    return [
        Source(Block.CERTIFICATION, held.filter(issued_on__isnull=False), "issued_on", _issued, {"kind": "kind"}),
        Source(Block.CERTIFICATION, taken_back, "surrendered_on", _taken_back, {"kind": "kind"}),
        Source(
            Block.BENEFITS,
            allowances.filter(validity__lower_inf=False),
            Lower("validity"),
            _allowed,
            {"kind": "kind", "until": last_day()},
        ),
        Source(Block.BENEFITS, endorsed.filter(cancels=None), "first_day", _endorsed, benefit),
        Source(
            Block.BENEFITS,
            endorsed.filter(cancels__isnull=False),
            "entered_at__date",
            _cancelled,
            {"kind": "benefit", "title": "title", "why": "reason"},
        ),
    ]


def _issued(row: Row) -> Event:
    return Event(row.on, f"发给《{CertificateKind(row.said['kind']).label}》", "", "ok")


def _taken_back(row: Row) -> Event:
    return Event(row.on, f"收回《{CertificateKind(row.said['kind']).label}》", "", "warn")


def _allowed(row: Row) -> Event:
    until = row.said["until"]
    return Event(row.on, FactKind(row.said["kind"]).label, f"至 {until}" if until else "至今", "info")


def _endorsed(row: Row) -> Event:
    said = row.said
    parts = (said["title"], f"至 {said['until']}" * bool(said["until"]), f"{said['amount']} 元" * bool(said["amount"]))
    words = "，".join(part for part in parts if part)
    return Event(row.on, BenefitKind(said["kind"]).label, f"{words}（{said['source']}）", "info")


def _cancelled(row: Row) -> Event:
    return Event(
        row.on, f"冲销{BenefitKind(row.said['kind']).label}", f"{row.said['title']}：{row.said['why']}", "warn"
    )
