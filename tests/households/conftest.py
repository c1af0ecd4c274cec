import pytest

from tests.setting import City


@pytest.fixture
def town(city) -> City:
    """The small city with the policy in force."""
    return city
