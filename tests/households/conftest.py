import pytest
from django.test import Client

from accounts.models import User
from tests.setting import City, load_policy_for, small_city


@pytest.fixture
def town(db) -> City:
    """The small city with the policy in force."""
    made = small_city()
    load_policy_for(made.city)
    return made


@pytest.fixture
def as_user():
    """A client signed in as somebody."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
