"""Search: what words typed into the box mean, and what they find in the officer's area.

Each list is walked in one order, by area and household, and no further than a page: a common name is met often enough
on the way, a rare one is fetched by its index and put in that order. Nothing is counted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import CharField, F, Func, Q, Value
from django.db.models.functions import StrIndex

from accounts.fields import certificate_digests, resident_id_digests
from accounts.identifiers import halfwidth, normalize_id
from accounts.models import User
from households.models import Certification, Correction, Household, Membership, Person
from households.names import folded, pinyin_typed
from households.queries import cases, certificates, moves, privacy
from households.queries.numbers import holders
from households.rules.certificates import SERIALS, normal_serial
from subsidies.queries import claims
from ui import keyset

PAGE = 20  # rows of each list
CASES_SHOWN = 3  # of one person


class Kind(StrEnum):
    """What words typed into the box are; the value is how the audit calls it."""

    ID_NUMBER = "身份证号"
    NUMBER = "编号"
    SERIAL = "证号或住址"
    PINYIN = "拼音"
    PART = "姓名或住址"


@dataclass(frozen=True)
class Asked:
    """What words mean; ``wanted`` is normalised, for parts of names and addresses ``folded``."""

    kind: Kind
    wanted: str

    @property
    def is_id_number(self) -> bool:
        return self.kind == Kind.ID_NUMBER


# Whatever bears a number, by its letter: the kind of line it is shown as, and the rows, which have ``visible_to()``.
NUMBERED: Mapping[str, tuple[str, Callable[[dt.date], cases.Rows]]] = {
    "J": ("decisions", lambda on: cases.certifications(on).filter(person=None)),
    "R": ("decisions", lambda on: cases.certifications(on).filter(person__isnull=False)),
    "T": ("exits", cases.exits),
    "C": ("revocations", cases.revocations),
    "Z": ("certificates", certificates.certificates),
    "Y": ("handovers", moves.handovers),
    "B": ("merges", lambda on: moves.merges()),
    "S": ("claims", lambda on: claims.claims()),
    "X": ("requests", lambda on: privacy.data_requests()),
}
LETTERS = "".join(["H", *NUMBERED])


def asked_for(words: str) -> Asked:
    """What ``words`` mean."""
    wanted = folded(words)
    number = normalize_id(wanted)
    if len(number) == 18 and number[:17].isdecimal():
        return Asked(Kind.ID_NUMBER, number)
    letter, digits = wanted[:1].upper(), wanted[1:]
    if letter and letter in LETTERS and digits.isdecimal() and len(digits) < 12:
        return Asked(Kind.NUMBER, letter + digits)
    if pinyin_typed(words):
        return Asked(Kind.PINYIN, pinyin_typed(words))
    if wanted.isascii() and any(sign.isdecimal() for sign in wanted):
        return Asked(Kind.SERIAL, halfwidth(words))
    return Asked(Kind.PART, wanted)


@dataclass
class Hit:
    """A person found: where the person lives, or lived last, by what the words met, and the latest cases."""

    person: Person
    stay: Membership
    why: str
    cases: Sequence[Certification] = ()


@dataclass(frozen=True)
class Found:
    """What a search found, a page of each list; ``numbered`` are cases of a number, each with its kind of line."""

    people: keyset.Page = field(default_factory=keyset.Page)
    hits: Sequence[Hit] = ()
    households: keyset.Page = field(default_factory=keyset.Page)
    numbered: Sequence[tuple[str, Any]] = ()

    @property
    def shown(self) -> int:
        return len(self.people) + len(self.households) + len(self.numbered)

    @property
    def has_more(self) -> bool:
        return self.people.after is not None or self.households.after is not None

    @property
    def the_only_one(self) -> tuple[str, Any] | None:
        """Of a single find, what it is and its row; None of none and of several."""
        if self.shown != 1 or self.has_more:
            return None
        found = [("person", hit.person) for hit in self.hits] + [("household", home) for home in self.households]
        return next(iter([*found, *self.numbered]))


class Listed(StrEnum):
    """The lists that have pages."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"


@dataclass(frozen=True)
class Turned:
    """Which list was turned over, and to where."""

    listed: Listed
    boundary: keyset.Boundary


def search(user: User, words: str, *, on: dt.date, turned: Turned | None = None) -> Found:
    """What ``words`` find in the user's area: the first page of each list, or the ``turned`` page of one alone."""
    asked = asked_for(words)
    if turned is not None:
        if turned.listed == Listed.HOUSEHOLDS:
            return Found(households=_households(user, asked, on, turned.boundary))
        return _with_people(user, asked, on, turned.boundary)
    found = _with_people(user, asked, on, None)
    return Found(found.people, found.hits, _households(user, asked, on, None), _numbered(user, asked, on))


def _with_people(user: User, asked: Asked, on: dt.date, boundary: keyset.Boundary | None) -> Found:
    everybody = Membership.objects.last_visible_to(user)
    rows = _of_name(everybody, asked)
    if rows is None:
        return Found()
    shown = rows.select_related("person", "household__area").defer("person__name_grams", "household__address_grams")
    order = ["household__area__path", "household_id", "pk"]
    page = keyset.page(shown, order, size=PAGE, boundary=boundary, anchors=everybody)
    reasons = _reasons(page.rows, asked)
    hits = [Hit(stay.person, stay, reasons[stay.person_id]) for stay in page.rows]
    _add_cases(user, hits)
    return Found(page, hits)


def _of_name(rows: Any, asked: Asked) -> Any:
    """Of the present or last stays those of the people asked for; None where the words name nobody."""
    wanted = asked.wanted
    if asked.kind == Kind.ID_NUMBER:
        return rows.filter(person__in=holders(wanted))
    if asked.kind == Kind.PINYIN:
        columns = ("pinyin", "initials", "other_pinyin", "other_initials")
        return rows.filter(Q(*((f"person__{column}__startswith", wanted) for column in columns), _connector=Q.OR))
    if asked.kind == Kind.PART and wanted:
        return _with_part(rows, "person__name", "person__name_grams", wanted)
    return None


def _with_part(rows: Any, column: str, grams: str, wanted: str) -> Any:
    """The rows whose ``column`` has ``wanted`` in it, found by the ``grams`` kept of it."""
    rows = rows.filter(**{f"{grams}__contains": parts_of(wanted)})
    if len(wanted) <= 2:
        return rows
    place = StrIndex(Func(F(column), function="folded", output_field=CharField()), Value(wanted))
    return rows.alias(place=place).filter(place__gt=0)  # not LIKE: its guess of how few they are misleads the planner


def parts_of(wanted: str) -> list[str]:
    """Every two characters in a row, or the one there is."""
    return [wanted[place : place + 2] for place in range(len(wanted) - 1)] or [wanted]


def _reasons(stays: Sequence[Membership], asked: Asked) -> dict[int, str]:
    """By which of what is kept of each the words found the people."""
    people = {stay.person_id: stay.person for stay in stays}
    if asked.kind == Kind.PART:
        return dict.fromkeys(people, "姓名")
    if asked.kind == Kind.PINYIN:
        return {key: _reading(person, asked.wanted) for key, person in people.items()}
    digests = resident_id_digests(asked.wanted)
    former = Correction.objects.filter(old_digest__in=digests, person__in=people).values_list("person", flat=True)
    reasons = dict.fromkeys(people, "合并前登记的身份证号") | dict.fromkeys(former, "更正前的身份证号")
    return reasons | {key: "身份证号" for key, one in people.items() if one.id_number == asked.wanted}


def _reading(person: Person, wanted: str) -> str:
    for words, column in (
        ("首字母", person.initials),
        ("拼音", person.pinyin),
        ("首字母", person.other_initials),
        ("拼音", person.other_pinyin),
    ):
        if column.startswith(wanted):
            return f"{words} {column}"
    return ""


def _add_cases(user: User, hits: Sequence[Hit]) -> None:
    """To each of the people the latest certifications, the own and the family's."""
    if not hits:
        return
    own, homes = [hit.person.pk for hit in hits], [hit.stay.household_id for hit in hits]
    wanted = Q(person__in=own) | Q(person=None, household__in=homes)
    rows = cases.with_revocation(Certification.objects.visible_to(user).filter(wanted))
    by_person: dict[int, list[Certification]] = defaultdict(list)
    by_home: dict[int, list[Certification]] = defaultdict(list)
    for row in rows.order_by("-pk"):
        (by_person[row.person_id] if row.person_id else by_home[row.household_id]).append(row)
    for hit in hits:
        hit.cases = [*by_person[hit.person.pk], *by_home[hit.stay.household_id]][:CASES_SHOWN]


def _households(user: User, asked: Asked, on: dt.date, boundary: keyset.Boundary | None) -> keyset.Page:
    everything = Household.objects.visible_to(user)
    wanted = folded(asked.wanted)
    if asked.kind == Kind.ID_NUMBER or len(wanted) < 2:
        return keyset.Page()
    shown = cases.with_head(everything, on, household="pk").select_related("area").defer("address_grams")
    if asked.kind == Kind.NUMBER and asked.wanted[0] == "H" and (home := shown.filter(pk=int(wanted[1:])).first()):
        return keyset.Page([home])
    rows = _with_part(shown, "address", "address_grams", wanted)
    return keyset.page(rows, ["area__path", "pk"], size=PAGE, boundary=boundary, anchors=everything)


def _numbered(user: User, asked: Asked, on: dt.date) -> list[tuple[str, Any]]:
    """The cases that bear the number, and the certificates it is printed on."""
    if asked.kind not in (Kind.NUMBER, Kind.SERIAL):
        return []
    found: list[tuple[str, Any]] = []
    if asked.kind == Kind.NUMBER and asked.wanted[0] in NUMBERED:
        kind, rows = NUMBERED[asked.wanted[0]]
        found = [(kind, row) for row in rows(on).visible_to(user).filter(pk=int(asked.wanted[1:]))]
    serial = normal_serial(asked.wanted)
    fitting = [kind for kind, (pattern, _) in SERIALS.items() if pattern.fullmatch(serial)]
    held = certificates.certificates(on).visible_to(user)
    printed = held.filter(kind__in=fitting, serial_digest__in=certificate_digests(serial))
    return [*found, *(("certificates", row) for row in printed.order_by("pk"))]
