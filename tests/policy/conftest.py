import pytest

from tests.setting import City, load_policy_for, small_city


@pytest.fixture
def city(db) -> City:
    """A small city with everything shipped in force."""
    city = small_city()
    load_policy_for(city.city)
    return city
