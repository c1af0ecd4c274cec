"""Whatever is sent, right or wrong: an answer that the description foresees, and never an error of ours (schemathesis).

schemathesis serves here as a library: as a plugin of pytest it would slow every start of the suite.
"""

import itertools
import json
from collections import Counter

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction

from config.api_pages import schema
from households.enums import FactKind
from tests import factories
from tests.api.asking import issued
from tests.casework import JULY, applied, disabled_person, household_of

PARTS, CASES = 5, 2_000  # cases of all parts together, each with every fifth operation
AT_ONCE = 20  # of one operation, in one way


@pytest.fixture
def known(monday, city):
    """A city in which something of everything is found, and its keys by the operation that asks for one."""
    home = household_of(city)
    other, person = disabled_person(city)
    factories.fact(person, FactKind.MERGED, JULY, employer="第一工具厂")
    case = applied(city, home)
    keys = {"households": home.pk, "people": person.pk, "certifications": case.pk, "other": other.pk}
    return city, keys


@pytest.fixture
def application(db):
    """The whole product as a server calls it, on the connection of the test."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in ends:
        signal.connect(close_old_connections)


def parameters_of(path, city, keys):
    """Parameters of the path that lead to something."""
    place = path.split("/")[3]
    named = {
        "areas": {"code": city.community.code},
        "figures": {"code": city.community.code, "label": "2026-08"},
        "parameters": {"key": "zf.deadline_months"},
    }
    found = named.get(place, {"id": keys.get(place)})
    return {name: value for name, value in found.items() if f"{{{name}}}" in path}


def checks():
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    return [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


class Trial:
    """Cases of one operation, each taken back after it was answered. ``statuses`` counts the answers, ``wrong`` are
    those that were not foreseen."""

    def __init__(self, secret):
        self.token = f"Bearer {secret}"
        self.checks, self.statuses, self.wrong = checks(), Counter(), []

    def run(self, operation, mode, fixed, number):
        from hypothesis import HealthCheck, Phase, given, seed, settings
        from hypothesis.errors import Unsatisfiable
        from schemathesis.core.failures import FailureGroup

        strategy = operation.as_strategy(generation_mode=mode, **fixed)

        @seed(number)
        @settings(
            max_examples=AT_ONCE,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def try_one(case):
            with transaction.atomic():
                response = case.call(headers={"Authorization": self.token})
                transaction.set_rollback(True)
            self.statuses[response.status_code] += 1
            case.validate_response(response, checks=self.checks)

        try:
            try_one()
        except Unsatisfiable:
            return  # nothing can be wrong where nothing is sent
        except FailureGroup as found:
            self.wrong.append(str(found))


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_two_thousand_requests_are_answered_as_described(known, application, settings, part):
    import schemathesis
    from schemathesis import GenerationMode

    settings.API_REQUESTS_A_MINUTE = 10 * CASES
    city, keys = known
    _, secret = issued(city.worker)
    loaded = schemathesis.openapi.from_dict(json.loads(json.dumps(schema())))
    loaded.app = application
    operations = [found.ok() for found in loaded.get_all_operations()][part::PARTS]
    trial = Trial(secret)

    for number, operation in enumerate(itertools.cycle(operations)):
        path = {"path_parameters": parameters_of(operation.path, city, keys), "headers": {"If-Match": "*"}}
        for mode, fixed in itertools.product((GenerationMode.POSITIVE, GenerationMode.NEGATIVE), (path, {})):
            trial.run(operation, mode, fixed, number)
        if number + 1 >= len(operations) and trial.statuses.total() >= CASES // PARTS:
            break

    assert not trial.wrong, "\n".join(trial.wrong)
    assert {200, 404, 422} & set(trial.statuses)
