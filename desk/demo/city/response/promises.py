"""What was promised to the zero-employment families: who answers for them, the signed promise, the preparation."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from accounts.uploads import CheckedFile
from accounts.uploads.actions import storing
from assistance.enums import Rhythm, Side
from assistance.models import Pledge, PledgeSignature, Preparation
from desk.demo.city.homes import Home, Promised
from desk.demo.city.sheets import span
from desk.demo.helping import FAMILY, OFFICE
from desk.demo.photos import form_photo
from households.enums import LinkKind
from households.models import FamilyLink

from .hands import Hands, at

PAIRED, WITH_A_CADRE, PLEDGED, SIGNED, PREPARED = 0.96, 0.25, 0.94, 0.95, 0.9
RISKS, RESPONSE = "期限临近仍未找到适合岗位", "优先安排公益性岗位“托底”"
Papers = Mapping[Side, tuple[str, CheckedFile]]


@contextmanager
def papers() -> Iterator[Papers]:
    """What each side signed, under its name in the storage: every promise shows the same two sheets. Taken away again
    where the city is not built."""
    with ExitStack() as kept:
        signed = {}
        for pages, side in enumerate(Side, 1):
            row, paper = PledgeSignature(), form_photo(pages)
            kept.enter_context(storing(row.file, "material", paper.content))
            signed[side] = (str(row.file.name), paper)
        yield signed


class Promises:
    def __init__(self, hands: Hands, papers: Papers) -> None:
        self.hands, self.papers = hands, papers

    def make(self, home: Home, promised: Promised) -> None:
        hands = self.hands
        worker, director, *_ = home.seat.worker, *home.seat.desks
        links = hands.sheets[FamilyLink]
        if hands.often(PAIRED):
            links.add(home.key, LinkKind.WORKER, worker, span(promised.on))
        if hands.often(WITH_A_CADRE):
            links.add(home.key, LinkKind.CADRE, director, span(promised.on))
        drawn_on = hands.worked_after(promised.on, 1, 10)
        if drawn_on > hands.until or (promised.over_on is not None and promised.over_on <= drawn_on):
            return
        if hands.often(PREPARED):
            rhythm = hands.one_of(Rhythm.values)
            said = (RISKS, RESPONSE, worker, drawn_on, rhythm, worker, at(drawn_on))
            hands.sheets[Preparation].add(promised.case, 1, *said)
        if promised.due_on is not None and hands.often(PLEDGED):
            self._pledge(home, promised)

    def _pledge(self, home: Home, promised: Promised) -> None:
        hands, worker = self.hands, home.seat.worker
        drafted_on = hands.worked_after(promised.on, 1, 8)
        if drafted_on > hands.until:
            return
        pledge = hands.sheets[Pledge].add(promised.case, OFFICE, FAMILY, worker, at(drafted_on))
        signer = home.family.members[0].key
        for side, person in ((Side.FAMILY, signer), (Side.OFFICE, None)):
            name, paper = self.papers[side]
            if hands.often(SIGNED):
                kept = (name, paper.content_type, paper.size, paper.sha256, worker, at(drafted_on))
                hands.sheets[PledgeSignature].add(*kept, pledge, side, person)
