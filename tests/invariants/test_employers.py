"""Who employs."""

import pytest

from tests.employing import employer
from tests.rows import DAY

from . import breaks, refused


@breaks("employer_has_a_name_and_an_address")
def test_an_employer_has_a_name_and_an_address(city, constraint):
    for empty in ("name", "address"):
        with refused(constraint):
            employer(city.community, **{empty: ""})


@breaks("employer_number_is_of_its_kind")
@pytest.mark.parametrize(
    ("number", "kind"),
    [("91350100M000100Y43", ""), ("", "licence"), ("91350100M000100Y43", "licence"), ("123", "organisation_code")],
)
def test_an_employers_number_is_of_its_kind(city, constraint, number, kind):
    with refused(constraint):
        employer(city.community, number=number, number_kind=kind)
    employer(city.community, number="230100100012345", number_kind="licence")


@breaks("employer_of_a_street_tells_since_when_and_how_many")
def test_only_an_enterprise_of_a_street_tells_since_when_it_exists_and_how_many_work_there(city, constraint):
    for values in ({"kind": "labour_service", "established_on": DAY}, {"staff": 3}):
        with refused(constraint):
            employer(city.community, **values)
    employer(city.community, kind="labour_service", established_on=DAY, staff=0)


@breaks("employer_number_is_one_employers")
def test_an_employers_number_is_one_employers(city, constraint):
    own = {"number": "230100100012345", "number_kind": "licence"}
    employer(city.community, **own)
    employer(city.community, name="没有代码的商店")
    with refused(constraint):
        employer(city.neighbour, **own)
    employer(city.neighbour, name="另一家没有代码的商店")
