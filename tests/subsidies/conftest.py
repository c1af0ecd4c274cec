import pytest

from tests.claiming import flexible


@pytest.fixture
def person(city):
    return flexible(city)
