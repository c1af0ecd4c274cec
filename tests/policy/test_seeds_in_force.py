"""What the shipped seeds put in force, on which day, by which document, and where."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command

from accounts.actions import system_user
from accounts.enums import AreaLevel, Role
from accounts.models import Area
from approvals.workflow import Decision
from desk.actions import confirm_calendar
from households.actions.certification import apply_for_certification, decide
from households.enums import RegistrationKind
from households.models import CertificationNotice
from policy import parameters
from policy.actions import Enactment, EnactmentRefused, enact
from policy.actions.calendar import CalendarRefused, announce_calendar, propose_calendar
from policy.actions.seeds import load_seeds
from policy.kinds import CalendarDay
from policy.models import CalendarYear, Document, ParameterValue, calendar, value_on, values_on
from policy.parameters import ALL, ParameterNotInForce, ValueOfWrongKind
from policy.seed_files import read_seeds
from tests.dumping import everything
from tests.factories import HouseholdFactory, UserFactory, member, registered
from tests.setting import SHANGHAI, small_city

DEFAULTS = "就援〔2026〕默认值"
NOW = dt.datetime(2026, 9, 7, 9, tzinfo=SHANGHAI)
TODAY = NOW.date()


def test_loading_twice_changes_nothing(db, capsys):
    call_command("load_policy")
    first = int(capsys.readouterr().out.split("新施行 ")[1].split(" ")[0])
    assert first == ParameterValue.objects.count() > len(ALL)
    before = everything()
    call_command("load_policy")
    assert "新施行 0 项" in capsys.readouterr().out
    assert everything() == before
    assert Area.objects.get(code="230100").level == AreaLevel.CITY


def test_loading_again_keeps_what_the_city_corrected(city):
    Document.objects.filter(number=DEFAULTS).update(title="市局确认的取值")
    CalendarYear.objects.get(year=2026).exceptions.filter(day=dt.date(2026, 10, 10)).delete()
    corrected = Enactment(
        parameters.ZF_WARN_DAYS, [10], city.city, dt.date(2026, 2, 1), Document.objects.get(number=DEFAULTS), "一"
    )
    enact(corrected, actor=city.city_officer, at=NOW)
    load_seeds(list(read_seeds()), city=city.city, actor=system_user(), at=NOW)
    assert Document.objects.get(number=DEFAULTS).title == "市局确认的取值"
    assert not calendar().is_working_day(dt.date(2026, 10, 10))
    assert value_on(parameters.ZF_WARN_DAYS, TODAY, city.city).value == (10,)


def test_a_seed_missing_so_far_is_added_between_what_is_there(db):
    city = small_city()
    raised = dt.date(2008, 1, 1)
    seeds = [
        replace(seed, values=tuple(v for v in seed.values if (v.key, v.since) != ("ln.person_cap", raised)))
        for seed in read_seeds()
    ]
    load_seeds(seeds, city=city.city, actor=system_user(), at=NOW)
    document = Document.objects.get(number=DEFAULTS)
    enact(
        Enactment(parameters.LN_PERSON_CAP, "80000.00", city.city, dt.date(2020, 1, 1), document, "一"),
        actor=city.city_officer,
        at=NOW,
    )
    assert load_seeds(list(read_seeds()), city=city.city, actor=system_user(), at=NOW) == 1
    caps = [value_on(parameters.LN_PERSON_CAP, dt.date(year, 6, 1), city.city).value for year in (2007, 2008, 2021)]
    assert caps == [20000, 50000, 80000]


@pytest.mark.parametrize("parameter", ALL.values(), ids=ALL.keys())
def test_every_parameter_is_in_force_with_its_source(city, parameter):
    value = value_on(parameter, TODAY, city.community)
    assert value.value == parameter.default_on(TODAY) or parameter is parameters.RETIRE_DELAY
    assert value.document_number in set(Document.objects.values_list("number", flat=True))
    assert value.article
    assert value.source == f"{value.document_number} {value.article}"


@pytest.mark.parametrize(
    ("parameter", "on", "value", "source"),
    [
        (parameters.CAT_C05_MIN_MONTHS, "2010-09-30", 12, f"{DEFAULTS} 一、人员"),
        (parameters.CAT_C05_MIN_MONTHS, "2010-10-01", 12, "哈人社发〔2010〕230号 第三条(五)"),
        (parameters.LN_PERSON_CAP, "2007-12-31", 20000, f"{DEFAULTS} 六、小额担保贷款"),
        (parameters.LN_PERSON_CAP, "2008-01-01", 50000, f"{DEFAULTS} 六、小额担保贷款"),
        (parameters.ZF_DEADLINE_MONTHS, "2026-09-07", 3, "哈就办字[2007]12号 三"),
    ],
)
def test_a_value_is_that_of_its_day_and_document(city, parameter, on, value, source):
    found = value_on(parameter, dt.date.fromisoformat(on), city.community)
    assert (found.value, found.source) == (value, source)


def test_the_gradual_retirement_begins_with_2025(city):
    before, after = (
        value_on(parameters.RETIRE_DELAY, day, city.city) for day in (dt.date(2024, 12, 31), dt.date(2025, 1, 1))
    )
    assert (before.value.since, before.source) == (None, f"{DEFAULTS} 一、人员")
    assert (after.value.since, after.value.steps["F50"]) == (dt.date(2025, 1, 1), (2, 60))
    assert after.source.startswith("全国人大常委会关于实施渐进式延迟法定退休年龄的决定(2024)")


def enacted(area, officer, value, since=TODAY):
    document = Document.objects.get(number="哈就办字[2007]12号")
    enactment = Enactment(parameters.ZF_DEADLINE_MONTHS, value, area, since, document, "试行")
    return enact(enactment, actor=officer, at=NOW)


def test_the_nearest_area_above_counts(city):
    enacted(city.district, city.district_officer, 2)
    months = {
        area.code: value_on(parameters.ZF_DEADLINE_MONTHS, TODAY, area).value
        for area in (city.city, city.district, city.street, city.community)
    }
    assert list(months.values()) == [3, 2, 2, 2]
    enacted(city.street, city.street_officer, 1)
    assert value_on(parameters.ZF_DEADLINE_MONTHS, TODAY, city.community).value == 1
    assert value_on(parameters.ZF_DEADLINE_MONTHS, TODAY - dt.timedelta(days=1), city.community).value == 3
    wanted = [parameters.ZF_DEADLINE_MONTHS, parameters.NOTICE_WORKDAYS]
    assert [values_on(wanted, TODAY, city.community)[p.key].value for p in wanted] == [1, 5]


def test_a_value_announced_ahead_ends_the_one_before_it_on_its_day(city):
    enacted(city.city, city.city_officer, 6, dt.date(2027, 1, 1))
    enacted(city.city, city.city_officer, 4, dt.date(2026, 10, 1))
    days = (dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    assert [value_on(parameters.ZF_DEADLINE_MONTHS, day, city.city).value for day in days] == [3, 4, 4, 6]
    with pytest.raises(EnactmentRefused, match="2027-01-01"):
        enacted(city.city, city.city_officer, 5, dt.date(2027, 1, 1))
    with pytest.raises(ValueOfWrongKind):
        enacted(city.city, city.city_officer, "三", dt.date(2028, 1, 1))


def test_where_no_document_speaks_the_law_is_silent(city):
    with pytest.raises(ParameterNotInForce) as silence:
        value_on(parameters.ZF_DEADLINE_MONTHS, dt.date(1999, 12, 31), city.community)
    assert str(silence.value) == (
        "零就业家庭安置期限（zf.deadline_months）在 1999-12-31 没有取值，请市局在“政策参数”中补录。"
    )


# --- The working calendar ---------------------------------------------------------------------------------------------


def test_the_calendar_is_known_until_the_end_of_the_last_notice(city):
    known = calendar()
    assert known.known_until == dt.date(2026, 12, 31)
    assert not known.is_provisional(dt.date(2026, 12, 31))
    assert known.is_provisional(dt.date(2027, 1, 1))
    assert known.due(dt.date(2026, 9, 30), 1) == dt.date(2026, 10, 8)
    assert known.is_working_day(dt.date(2026, 10, 10))


def new_year(off, year=2027):
    document, _ = Document.objects.get_or_create(
        number="国办发明电〔2026〕9号",
        defaults={"title": "通知", "issuer": "国办", "issued_on": dt.date(2026, 11, 4), "level": "national"},
    )
    days = [CalendarDay(dt.date.fromisoformat(day), False, "元旦") for day in off]
    return {"year": year, "days": days, "document": document, "at": NOW}


def test_what_was_dated_beyond_the_calendar_is_dated_anew_when_it_is_entered(city):
    home = HouseholdFactory(area=city.community)
    registered(member(home), RegistrationKind.UNEMPLOYED, dt.date(2026, 9, 1))
    monday = dt.datetime(2026, 12, 28, 9, tzinfo=SHANGHAI)
    case = apply_for_certification(household=home, person=None, worker=city.worker, at=monday)
    assert (case.due_on, case.due_is_provisional) == (dt.date(2027, 1, 4), True)
    case = decide(certification=case, actor=city.worker, decision=Decision.APPROVE, comment="", at=monday)
    notice = CertificationNotice.objects.get()
    assert (notice.ends_on, notice.end_is_provisional) == (dt.date(2027, 1, 4), True)
    assert (case.opens_on, case.due_on, case.due_is_provisional) == (dt.date(2027, 1, 5), dt.date(2027, 1, 8), True)
    proposed = new_year(["2027-01-01", "2027-01-04", "2027-01-08"])
    proposal = propose_calendar(actor=city.city_officer, reason="照通知。", **proposed)
    second = UserFactory(area=city.city, role=Role.CITY_OFFICER)
    confirm_calendar(proposal=proposal, comment="", actor=second, at=NOW)
    notice.refresh_from_db()
    case.refresh_from_db()
    assert (notice.ends_on, notice.end_is_provisional) == (dt.date(2027, 1, 6), False)
    assert (case.opens_on, case.due_on, case.due_is_provisional) == (dt.date(2027, 1, 7), dt.date(2027, 1, 13), False)


@pytest.mark.parametrize(
    ("off", "year", "words"),
    [
        (["2028-01-01"], 2027, "不在2027年内：2028-01-01"),
        (["2027-01-01", "2027-01-01"], 2027, "日期重复：2027-01-01"),
        (["2028-01-01"], 2028, "请先录入2027年的工作日历"),
    ],
)
def test_a_calendar_is_refused_in_words(city, off, year, words):
    with pytest.raises(CalendarRefused, match=words):
        announce_calendar(actor=city.city_officer, **new_year(off, year))
    assert calendar().known_until == dt.date(2026, 12, 31)
