"""Pages of offers and placements, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.models import Area, User
from approvals.workflow import Decision
from assistance.actions import striking
from assistance.models import Campaign, Placement
from assistance.queries.placements import notices_due
from households.actions import exits
from households.enums import ExitReason, RegistrationKind
from households.models import Exit, HardToEmploySpell, Person, Registration
from tests.offering import campaign, employment_notice, lump_sum, offered, placement, refused

from .conftest import TODAY


def somebody() -> Person:
    """In status and out of work in the demo worker's own community, with posts recommended and refused."""
    worker = User.objects.get(username="shequ")
    out_of_work = {"person__registrations__kind": RegistrationKind.UNEMPLOYED}
    spells = (
        HardToEmploySpell.objects.visible_to(worker)
        .open()
        .filter(**out_of_work, person__registrations__validity__upper_inf=True)
    )
    person = spells.select_related("person").order_by("pk")[0].person
    if not Campaign.objects.exists():
        campaign(Area.objects.get(code="230103"), name="就业援助月")
    if not person.offers.filter(answer="refused").exists():
        refused(person, worker, TODAY.date())
    if not person.offers.filter(answer="").exists():
        offered(person, worker, TODAY.date())
    return person


def an_offer(answer: str) -> int:
    return somebody().offers.filter(answer=answer).values_list("pk", flat=True)[0]


def an_employment() -> int:
    """One whose story nobody told."""
    people = Person.objects.visible_to(User.objects.get(username="shequ"))
    untold = Registration.objects.employment().filter(person__in=people, validity__upper_inf=True, placements=None)
    found = untold.order_by("pk").first()
    if found is None:
        idle = people.filter(registrations=None, dead_on=None).order_by("born", "pk")[0]
        validity = DateRange(TODAY.date(), None)
        found = Registration.objects.create(person=idle, kind=RegistrationKind.FLEXIBLE, validity=validity)
    return found.pk


def an_employment_to_tell_of() -> int:
    return notices_due(User.objects.get(username="shequ"), TODAY.date())[0].pk


def strikable(kind: str) -> int:
    """A story, a notice or a payment that stands, of somebody who had another of them struck off."""
    worker, at = User.objects.get(username="shequ"), TODAY
    work = Registration.objects.employment().filter(person__in=Person.objects.visible_to(worker)).order_by("pk")[0]
    made = {"placement": placement, "notice": employment_notice, "lump_sum": lump_sum}
    taken = {
        "placement": (work.placements.standing(), striking.strike_placement),
        "notice": (work.employment_notices.standing().filter(informed="insurance"), striking.strike_notice),
        "lump_sum": (work.lump_sums.standing(), striking.strike_lump_sum),
    }
    rows, strike = taken[kind]
    row = rows.first() or made[kind](work)
    strike(**{kind: row}, reason="登记在了别人名下", worker=worker, at=at)
    return made[kind](work).pk


def somebody_with_strikings() -> int:
    *_, told = [strikable(kind) for kind in ("notice", "lump_sum", "placement")]
    return Placement.objects.get(pk=told).registration.person_id


def a_finding_of_no_desire() -> int:
    """Decided by the street, of somebody who refused a post."""
    worker, officer = (User.objects.get(username=name) for name in ("shequ", "jiedao"))
    found = Exit.objects.visible_to(worker).filter(reason=ExitReason.NO_DESIRE, status="approved").first()
    if found is None:
        spell = somebody().spells.open().get()
        given = exits.Proposal(ExitReason.NO_DESIRE, TODAY.date(), "三次拒绝有效岗位，本人签字")
        found = exits.propose_exit(ends=spell, proposal=given, worker=worker, at=TODAY)
        exits.decide(application=found, actor=officer, decision=Decision.APPROVE, comment="属实", at=TODAY)
    return found.pk


def of(name: str, key: Callable[[], int]) -> Callable[[], str]:
    return lambda: reverse(f"assistance:{name}", args=[key()])


def plain(name: str) -> Callable[[], str]:
    def address() -> str:
        somebody()
        return reverse(f"assistance:{name}")

    return address


def key_of_somebody() -> int:
    return somebody().pk


OFFER_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "person-assistance": ("shequ", of("of_person", key_of_somebody)),
    "offer-new": ("shequ", of("offer_new", key_of_somebody)),
    "offer-open": ("shequ", of("offer", lambda: an_offer(""))),
    "offer-refused": ("jiedao", of("offer", lambda: an_offer("refused"))),
    "offer-sheet": ("jiedao", of("offer_sheet", lambda: an_offer("refused"))),
    "service-refusal": ("shequ", lambda: of("service_new", key_of_somebody)() + "?outcome=refused"),
    "place": ("shequ", of("place", key_of_somebody)),
    "placement-story": ("shequ", of("tell_story", an_employment)),
    "tell-office": ("shequ", of("tell_office", an_employment_to_tell_of)),
    "lump-sum": ("shequ", of("lump_sum", key_of_somebody)),
    "offers": ("shequ", plain("offers")),
    "refusals": ("jiedao", plain("looks")),
    "campaigns": ("quxian", plain("campaigns")),
    "campaign-new": ("quxian", plain("campaign_new")),
    "campaign-people": ("shequ", plain("campaign_people")),
    "offer-strike-off": ("shequ", of("offer_strike_off", lambda: an_offer(""))),
    "placement-strike-off": ("shequ", of("placement_strike_off", lambda: strikable("placement"))),
    "notice-strike-off": ("shequ", of("notice_strike_off", lambda: strikable("notice"))),
    "lump-sum-strike-off": ("shequ", of("lump_sum_strike_off", lambda: strikable("lump_sum"))),
    "person-strikings": ("shequ", of("of_person", somebody_with_strikings)),
    "no-desire-sheet": ("shequ", of("no_desire_sheet", a_finding_of_no_desire)),
    "placements": ("shequ", plain("placements")),
    "employment-notices": ("shequ", plain("employment_notices")),
    "stages": ("quxian", plain("stages")),
    "stage-people": ("shequ", plain("stage_people")),
    "stage-families": ("jiedao", plain("stage_families")),
    "stage-couples": ("quxian", plain("stage_couples")),
}
