"""What is done for one person is shown in the menu where the list of it is."""

import pytest
from django.urls import reverse

from tests.casework import household_of


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("of_person", "岗位与安置"),
        ("offer_new", "岗位与安置"),
        ("service_new", "服务与走访"),
        ("visit_new", "服务与走访"),
        ("card", "服务与走访"),
    ],
)
def test_what_is_done_for_one_person_belongs_where_its_list_is(as_user, city, monday, page, title):
    person = household_of(city).memberships.get().person
    links = as_user(city.worker).get(reverse(f"assistance:{page}", args=[person.pk])).context["navigation"]

    assert [name for name, _, _, is_here in links if is_here] == [title]
