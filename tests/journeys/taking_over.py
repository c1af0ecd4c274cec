"""An opening of the demo's district, to be looked at: one file read, one whose columns nobody has told."""

from types import SimpleNamespace

from accounts.models import User
from households.models import Membership, Opening, OpeningFile
from households.openings.kinds import CERTIFICATES, PEOPLE
from tests import factories
from tests.households.openings.taking_over import begun, card, certified, given


def an_opening() -> Opening:
    """The one there is, else a new one in preparation, with a figure missing."""
    found = Opening.objects.first()
    return found if found is not None else _made()


def a_file(kind: str) -> OpeningFile:
    return an_opening().files.get(kind=kind)


def _made() -> Opening:
    officer = User.objects.get(username="quxian")
    desk = SimpleNamespace(district=officer.area, district_officer=officer)
    living = Membership.objects.filter(household__area__path__startswith=officer.area.path, validity__upper_inf=True)
    people = [row.person for row in living.filter(person__spells=None).select_related("person").order_by("pk")[:6]]
    opening = begun(desk)
    stranger = factories.PersonFactory.build(name="陌生人")
    given(desk, opening, PEOPLE, *(certified(person) for person in people), certified(people[0]), certified(stranger))
    given(desk, opening, CERTIFICATES, card(people[0], kind="优惠证"))
    return opening
