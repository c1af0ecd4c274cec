import pytest

from accounts.enums import Role
from tests import factories
from tests.setting import City, small_city

PASSWORD = "Correct-Horse-9"


@pytest.fixture
def city(db) -> City:
    return small_city()


@pytest.fixture
def officer(city):
    """The worker of the community, with a password."""
    city.worker.set_password(PASSWORD)
    city.worker.save()
    return city.worker


@pytest.fixture
def administrator(city):
    """Of the district: the city lies above, the communities below."""
    return factories.UserFactory(area=city.district, role=Role.SYSTEM_ADMIN)


@pytest.fixture
def auditor(city):
    return factories.UserFactory(area=city.city, role=Role.AUDITOR)


@pytest.fixture
def job_results(tmp_path, monkeypatch, settings):
    """A folder of results and a short lease, for this process and for workers it starts."""
    settings.JOB_RESULTS = tmp_path / "results"
    monkeypatch.setenv("JOB_RESULTS", str(settings.JOB_RESULTS))
    monkeypatch.setenv("JOB_LEASE_SECONDS", "2")
