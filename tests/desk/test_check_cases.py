"""``manage.py check_cases``: what it prints, what it refuses, and that it leaves nothing behind."""

import datetime as dt
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from desk.rulecases import asking
from desk.rulecases.reading import Case, read
from desk.rulecases.schema.words import PARAMETERS
from desk.rulecases.topics import SERVED
from households.enums import FactKind, RegistrationKind
from policy.actions import Enactment, enact
from policy.models import CalendarException, Document
from policy.parameters import ZF_DEADLINE_MONTHS
from tests import factories
from tests.casework import MONDAY
from tests.setting import load_policy_for

SHIPPED = Path(__file__).parents[1] / "cases"
GIVEN = "{person: {born: 1980-01-09, unemployment: [{from: 2010-08-01}], land_loss: {from: 2009-11-11}}}"
pytestmark = pytest.mark.django_db


def check(*paths: Path | str) -> tuple[list[str], int]:
    """The lines printed and the exit status."""
    out = io.StringIO()
    try:
        call_command("check_cases", *map(str, paths), stdout=out)
    except SystemExit as ended:
        return out.getvalue().splitlines(), int(ended.code or 0)
    return out.getvalue().splitlines(), 0


def case(topic: str = "category", given: str = GIVEN, expect: str = "{categories: [C06]}", **keys) -> str:
    fields = {"id": "T-1", "topic": topic, "as_of": "2010-10-15", "given": given, "expect": expect} | keys
    return "- {" + ", ".join(f"{key}: {value}" for key, value in fields.items() if value is not None) + "}\n"


@pytest.fixture
def checked(tmp_path):
    """Writes cases into a file and checks it."""

    def run(*cases: str) -> tuple[list[str], int]:
        path = tmp_path / "some.yaml"
        path.write_text("".join(cases), encoding="utf-8")
        return check(path)

    return run


def rows() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_every_shipped_case_of_a_served_topic_passes():
    before = rows()
    lines, status = check(SHIPPED, SHIPPED / "extra")
    cases = [found for found in read([str(SHIPPED), str(SHIPPED / "extra")]) if isinstance(found, Case)]
    assert [line for line in lines if line.startswith("FAIL")] == []
    assert [line for line in lines[:-1] if line.startswith("PASS")] == [
        f"PASS {found.id}" for found in cases if found.topic in SERVED
    ]
    passed = sum(line.startswith("PASS") for line in lines)
    assert lines[-1] == f"{passed} passed, 0 failed, {len(cases) - passed} not served"
    assert status == 0
    assert rows() == before


def test_what_the_database_holds_changes_no_answer():
    """A city with its own policy, a certified family on the books, and a calendar of its own."""
    community = factories.AreaFactory()
    load_policy_for(community.parent)
    document = Document.objects.get(number="哈就办字[2007]12号")
    nine = Enactment(ZF_DEADLINE_MONTHS, 9, community.parent, dt.date(2007, 8, 1), document, "三")
    enact(nine, actor=factories.UserFactory(area=community), at=MONDAY)
    CalendarException.objects.filter(is_workday=False, day__year=2026).update(is_workday=True)
    household = factories.HouseholdFactory(area=community)
    for number in range(3):
        person = factories.member(household, name=f"{number}", born=dt.date(1975, 6, 1))
        factories.registered(person, RegistrationKind.ENTERPRISE, dt.date(2010, 11, 1))
        factories.fact(person, FactKind.LOW_INCOME, dt.date(2010, 1, 1))
    before = rows()
    topics = [SHIPPED / f"{topic}.yaml" for topic in ("ep8", "deadline", "household")]
    lines, status = check(*topics, *(SHIPPED / "extra" / path.name for path in topics))
    assert [line for line in lines if line.startswith("FAIL")] == []
    assert status == 0
    assert rows() == before


def test_a_wrong_answer_has_a_line_for_each_key(checked):
    lines, status = checked(case(expect="{age: 31, eligible: false, categories: [C06, C01], primary: null}"))
    assert lines == [
        "FAIL T-1 age: expected 31, got 30",
        "FAIL T-1 eligible: expected false, got true",
        "FAIL T-1 categories: expected [C06, C01], got [C06]",
        "FAIL T-1 primary: expected null, got C06",
        "0 passed, 1 failed, 0 not served",
    ]
    assert status == 1


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (case(given="{person: {born: 1980-01-09, colour: red}}"), "given.person.colour"),
        (case(given="{person: {born: 1980-01-09, in_household: {from: 2000-01-01}}}"), "given.person.in_household"),
        (case(expect="{categories: [C06], colour: red}"), "expect.colour"),
        (case(parameters="{zf.colour: 1}"), "parameters.zf.colour"),
        (case(parameters="{retire.delay: {}}"), "parameters.retire.delay"),
        (case(parameters="{fec.item_points: {colour: 1}}"), "parameters.fec.item_points.colour"),
        (case(remark="none"), "remark"),
        (case("refusal", "{offers: [{date: 2010-01-01, wages: '1.00'}]}", "{}"), "given.offers[0].wages"),
        (case("subsidy", "{person: {colour: red}}", "{}"), "given.person.colour"),
        (case("loan", "{}", "{schedule: [{row: 1, colour: red}]}"), "expect.schedule[0].colour"),
        (case("certification", "{street: {communities: [{sort: 1}]}}", "{}"), "given.street.communities[0].sort"),
        (case("ep8", '{period: "2010-11"}', '{figures: {"47": 1}}'), "expect.figures.47"),
        (case("ep8", '{period: "2010-11"}', "{overlap: {C11: 1}}"), "expect.overlap.C11"),
        (case("deadline", "{promise: {certified: 2010-01-01, paused: true}}", "{}"), "given.promise.paused"),
    ],
)
def test_an_unknown_key_fails_in_every_topic(checked, text, path):
    lines, status = checked(text)
    assert lines[0].startswith(f"FAIL T-1 {path}: expected a key of the README, got ")
    assert lines[1:] == ["0 passed, 1 failed, 0 not served"]
    assert status == 1


def test_unknown_keys_are_looked_for_first(checked):
    lines, _ = checked(case(as_of="soon", given="{person: {born: yesterday, colour: red}}"))
    assert lines[:-1] == ["FAIL T-1 given.person.colour: expected a key of the README, got colour"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (case(as_of="soon"), "FAIL T-1 as_of: expected a date, got soon"),
        (case(as_of="2010-10-15 08:00:00"), "FAIL T-1 as_of: expected a date"),
        (case(as_of=None), "FAIL T-1 as_of: expected a value, got null"),
        (case(topic="weather"), "FAIL T-1 topic: expected identifier or category"),
        (case(topic=None), "FAIL T-1 topic: expected a value"),
        (case(given="{person: {sex: X}}"), "FAIL T-1 given.person.sex: expected M or F, got X"),
        (case(given="{person: {local: 1}}"), "FAIL T-1 given.person.local: expected true or false, got 1"),
        (case(given="{person: {children: 1990-01-01}}"), "FAIL T-1 given.person.children: expected a list"),
        (case(given="{}"), "FAIL T-1 given.person: expected a value"),
        (case(expect='{age: "30"}'), "FAIL T-1 expect.age: expected a whole number, got 30"),
        (
            case(parameters="{cat.c05.min_months: twelve}"),
            "FAIL T-1 parameters.cat.c05.min_months: expected a value of",
        ),
        (case(parameters="{age.4050.f: [{value: 40}]}"), "FAIL T-1 parameters.age.4050.f[0].from: expected a value"),
        (case(id=None), "FAIL "),
        ("- just words\n", "FAIL "),
        ("id: T-1\n", "FAIL "),
        ("- {id: T-1\n", "FAIL "),
        ("- {id: T-1, as_of: 2010-02-30}\n", "FAIL "),
        ("", "FAIL "),
    ],
)
def test_what_cannot_be_read_fails(checked, text, start):
    lines, status = checked(text)
    assert lines[0].startswith(start)
    assert status == 1


def test_a_path_that_is_not_there_and_a_folder_without_cases_fail(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        lines, status = check(path)
        assert lines[0].startswith(f"FAIL {tmp_path}")
        assert (lines[-1], status) == ("0 passed, 1 failed, 0 not served", 1)


def test_an_id_is_of_one_case(checked):
    lines, status = checked(case(), case(), case(expect="{age: 30}"))
    assert lines[:-1] == ["PASS T-1", "PASS T-1", "FAIL T-1 id: expected an id of its own, got T-1"]
    assert status == 1


def test_facts_that_contradict_each_other_fail_and_the_next_case_is_asked(checked):
    employed = "{unemployment: [{from: 2010-01-01}], employment: [{from: 2010-02-01, kind: flexible}]}"
    lines, status = checked(case(given=f"{{person: {employed}}}"), case(id="T-2"))
    assert lines[0].startswith("FAIL T-1 given: expected facts the register accepts, got IntegrityError")
    assert lines[1:] == ["PASS T-2", "1 passed, 1 failed, 0 not served"]
    assert status == 1


def test_not_served_alone_is_no_failure(checked, monkeypatch):
    monkeypatch.setattr(asking, "SERVED", {})
    lines, status = checked(case())
    assert (lines, status) == (["NOT SERVED T-1", "0 passed, 0 failed, 1 not served"], 0)


def test_the_parameters_are_those_of_the_readme():
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    section = text[text.index("## Parameters") : text.index("Day in question")]
    assert set(re.findall(r"`([a-z0-9_]+\.[a-z0-9_.]+)`", section)) == PARAMETERS


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_its_status(process_environment, tmp_path):
    path = tmp_path / "some.yaml"
    for text, status in ((case(), 0), (case(expect="{age: 31}"), 1)):
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "manage.py", "check_cases", str(path)]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=process_environment, capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        assert done.stdout.splitlines()[-1] == f"{1 - status} passed, {status} failed, 0 not served"
