"""核对: what the files hold, by kind and community, beside what the old system's last return says."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from accounts.enums import AreaLevel
from accounts.models import Area
from households.models import ControlFigure, Opening, OpeningRow, RowOutcome

from .shape import Kind

NAMED = 5  # communities named in one sentence


@dataclass(frozen=True)
class Tally:
    """One kind in one community: rows by outcome, what is ``counted`` of them, and the old system's figure."""

    kind: Kind
    outcomes: dict[str, int] = field(default_factory=dict)
    counted: int = 0
    control: ControlFigure | None = None

    @property
    def rows(self) -> int:
        return sum(self.outcomes.values())

    @property
    def to_enter(self) -> int:
        return self.outcomes.get(RowOutcome.READY, 0) + self.outcomes.get(RowOutcome.ENTERED, 0)

    @property
    def present(self) -> int:
        return self.outcomes.get(RowOutcome.PRESENT, 0)

    @property
    def repeated(self) -> int:
        return self.outcomes.get(RowOutcome.REPEATED, 0)

    @property
    def refused(self) -> int:
        return self.outcomes.get(RowOutcome.REFUSED, 0)

    @property
    def difference(self) -> int | None:
        """Rows more than the old system said; None while it has said nothing."""
        return None if self.control is None else self.counted - self.control.value

    @property
    def is_settled(self) -> bool:
        return self.control is not None and (self.difference == 0 or bool(self.control.reason))


@dataclass(frozen=True)
class Place:
    """A community, or with None the rows that belong to none, with a tally of each kind."""

    community: Area | None
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Reconciliation:
    """``totals`` are of the whole opening; only kinds that files were given of."""

    kinds: tuple[Kind, ...]
    places: tuple[Place, ...]
    totals: tuple[Tally, ...]

    @property
    def open_places(self) -> list[str]:
        """Communities in which a figure or the reason of a difference is missing."""
        return [
            place.community.name
            for place in self.places
            if place.community is not None and not all(one.is_settled for one in place.tallies if _matters(one))
        ]


def _matters(one: Tally) -> bool:
    return one.rows > 0 or one.control is not None


def reconciliation(opening: Opening, kinds: Collection[Kind], *, within: Area | None = None) -> Reconciliation:
    """The tallies of every community of the opening, or of those in ``within``, in a fixed number of statements."""
    given = set(opening.files.values_list("kind", flat=True))
    used = tuple(kind for kind in kinds if kind.code in given)
    outcomes = _outcomes(opening)
    counted = counted_of(opening, used)
    controls = {(row.kind, row.community_id): row for row in opening.control_figures.all()}
    communities = list(Area.objects.below(within or opening.area).filter(level=AreaLevel.COMMUNITY).order_by("path"))
    seen = {place for place, _ in outcomes} | {place for _, place in controls}
    places = [
        Place(
            community,
            tuple(
                Tally(
                    kind,
                    outcomes.get((community.pk, kind.code), {}),
                    counted[kind.code].get(community.pk, 0),
                    controls.get((kind.code, community.pk)),
                )
                for kind in used
            ),
        )
        for community in communities
        if within is not None or community.pk in seen
    ]
    nowhere = Place(None, tuple(Tally(kind, outcomes.get((None, kind.code), {})) for kind in used))
    totals = tuple(_total(kind, outcomes, counted[kind.code], controls) for kind in used)
    return Reconciliation(used, (*places, nowhere), totals)


def _outcomes(opening: Opening) -> dict[tuple[int | None, str], dict[str, int]]:
    found: dict[tuple[int | None, str], dict[str, int]] = defaultdict(dict)
    rows = OpeningRow.objects.filter(opening=opening).order_by().values("community", "kind", "outcome")
    for row in rows.annotate(n=Count("pk")):
        found[row["community"], row["kind"]][row["outcome"]] = row["n"]
    return found


def counted_of(opening: Opening, kinds: Collection[Kind]) -> dict[str, dict[int, int]]:
    """By kind and community how many known rows the old system's figure is to be compared with, in one statement."""
    found: dict[str, dict[int, int]] = {kind.code: {} for kind in kinds}
    known = OpeningRow.objects.known().filter(opening=opening)
    parts = [
        kind.counted(known.filter(kind=kind.code)).order_by().values_list("kind", "community").annotate(n=Count("pk"))
        for kind in kinds
    ]
    for code, community, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found[code][community] = number
    return found


def _total(
    kind: Kind,
    outcomes: dict[tuple[int | None, str], dict[str, int]],
    counted: dict[int, int],
    controls: dict[tuple[str, int], ControlFigure],
) -> Tally:
    summed: dict[str, int] = defaultdict(int)
    for (_, code), by_outcome in outcomes.items():
        if code == kind.code:
            for outcome, number in by_outcome.items():
                summed[outcome] += number
    said = [row.value for (code, _), row in controls.items() if code == kind.code]
    control = ControlFigure(kind=kind.code, value=sum(said)) if said else None
    return Tally(kind, dict(summed), sum(counted.values()), control)


def unsettled(opening: Opening, kinds: Collection[Kind], found: Reconciliation | None = None) -> list[str]:
    """Why the opening cannot be presented or accepted yet, in sentences. ``found`` is its whole reconciliation."""
    files = list(opening.files.all())
    if not files:
        return ["还没有上传任何文件。"]
    sentences = []
    unread = [file for file in files if file.read_at is None]
    if unread:
        sentences.append(f"还有 {len(unread)} 个文件没有读完或没有核对列对应。")
    found = found or reconciliation(opening, kinds)
    if not any(total.to_enter or total.present for total in found.totals):
        sentences.append("文件中没有一行可以登记。")
    if found.open_places:
        sentences.append(_named(found.open_places))
    return sentences


def _named(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个社区" if len(names) > NAMED else ""
    return f"{'、'.join(names[:NAMED])}{more}的旧系统期末数没有填完，或有差异没有写明原因。"
