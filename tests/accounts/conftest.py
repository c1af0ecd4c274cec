import shutil
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from accounts.enums import Role
from accounts.jobs.actions import FOLDER
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
def job_results(monkeypatch):
    """The folder of results, empty, and a short lease for workers that are started; they use the same folder."""
    folder = Path(default_storage.path(FOLDER))
    shutil.rmtree(folder, ignore_errors=True)
    monkeypatch.setenv("JOB_LEASE_SECONDS", "2")
    return folder
