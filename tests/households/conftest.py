import pytest
from django.urls import reverse

from households.models import Household
from tests.households import doorstep
from tests.setting import City


@pytest.fixture
def town(city) -> City:
    """The small city with the policy in force."""
    return city


@pytest.fixture
def worker(town):
    return town.worker


@pytest.fixture
def send(as_user, worker):
    """Sends the form of a new household and gives the answer."""
    client = as_user(worker)

    def sent(data):
        return client.post(reverse("households:survey_new"), data)

    return sent


@pytest.fixture
def surveyed(send, worker):
    """A family of three, surveyed today."""
    assert send(doorstep.form(worker, *doorstep.family())).status_code == 302
    return Household.objects.get()
