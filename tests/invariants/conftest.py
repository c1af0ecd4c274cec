import pytest

from tests.factories import HouseholdFactory, member
from tests.setting import small_city


@pytest.fixture
def city(db):
    return small_city()


@pytest.fixture
def home(city):
    return HouseholdFactory(area=city.community)


@pytest.fixture
def person(home):
    return member(home)
