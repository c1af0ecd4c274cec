"""Projects, start-up chains, and what stands in them."""

import pytest

from households.enums import RegistrationKind
from tests.factories import UserFactory, member, registered
from tests.rows import DAY, NOON
from tests.teaching import job, pair, project, startup, step

from . import breaks, refused


def struck():
    return {"struck_at": NOON, "struck_by": UserFactory(), "struck_because": "登记错误"}


@pytest.fixture
def chain(person):
    return startup(person)


@breaks("project_says_what_it_is_and_whence")
def test_a_project_says_what_it_is_and_whence(city, constraint):
    for lacking in ("name", "field", "description", "source"):
        with refused(constraint):
            project(city.community, **{lacking: ""})


@breaks("project_takes_no_capital_below_nothing")
def test_a_project_takes_no_capital_below_nothing(city, constraint):
    with refused(constraint):
        project(city.community, capital=-1)


@breaks("project_has_a_name_of_its_own_in_the_area")
def test_a_project_has_a_name_of_its_own(city, constraint):
    project(city.community)
    project(city.neighbour)
    with refused(constraint):
        project(city.community)


@breaks("startup_one_of_a_person")
def test_somebody_has_one_chain_unless_it_was_struck_off(person, constraint):
    startup(person, **struck())
    startup(person)
    with refused(constraint):
        startup(person)


@breaks("startup_project_was_chosen_on_a_day")
def test_a_project_was_chosen_on_a_day(city, person, constraint):
    for values in ({"project_on": DAY}, {"project": project(city.community)}):
        with refused(constraint):
            startup(person, **values)


@breaks("step_once_a_day_of_a_startup", "step_says_what_was_done", "step_is_one_that_is_written_down")
def test_a_step_is_noted_once_in_words_and_only_where_nothing_else_tells(chain, constraint):
    step(chain)
    faults = {"step_once_a_day_of_a_startup": {}, "step_says_what_was_done": {"note": "", "step": "loan"}}
    with refused(constraint):
        step(chain, **faults.get(constraint, {"step": "training"}))


@breaks("pair_once_of_a_startup_and_body")
def test_a_body_is_paired_once(chain, constraint):
    first = pair(chain)
    with refused(constraint):
        pair(chain, organisation=first.organisation)


@breaks("job_created_once", "job_created_once_for_a_name", "job_is_of_the_registry_or_named_with_its_day")
def test_a_job_is_counted_once(home, chain, constraint):
    work = registered(member(home), RegistrationKind.ENTERPRISE, DAY)
    of_registry = {"registration": work, "name": "", "since": None}
    job(chain)
    job(chain, **of_registry)
    faults = {"job_created_once": of_registry, "job_created_once_for_a_name": {}}
    with refused(constraint):
        job(chain, **faults.get(constraint, of_registry | {"name": "某人"}))


@breaks(
    "startup_is_struck_off_for_a_reason",
    "stepdone_is_struck_off_for_a_reason",
    "startuppair_is_struck_off_for_a_reason",
    "createdjob_is_struck_off_for_a_reason",
)
def test_what_is_struck_off_has_a_reason(chain, constraint):
    made = {"startup": lambda: chain, "stepdone": lambda: step(chain), "startuppair": lambda: pair(chain)}
    row = made.get(constraint.split("_")[0], lambda: job(chain))()
    with refused(constraint):
        type(row).objects.filter(pk=row.pk).update(struck_because="错")
