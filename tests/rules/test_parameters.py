"""The declared parameters, and the seeds that put them in force."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from policy import kinds, parameters
from policy.parameters import ALL, Kind, Parameter, ParameterNotInForce, ValueOfWrongKind

from . import reading

SEEDS = {
    path.name: yaml.safe_load(path.read_text("utf-8")) for path in Path(parameters.__file__).parent.glob("seeds/*")
}
ENTRIES = sorted(
    ((entry["since"], entry, seed) for seed in SEEDS.values() for entry in seed["values"]), key=lambda row: row[0]
)
SAMPLE_DAYS = [dt.date(*day) for day in [(2002, 12, 24), (2007, 8, 1), (2007, 12, 31), (2010, 10, 15), (2026, 1, 1)]]


@pytest.mark.parametrize(
    ("kind", "json", "value"),
    [
        (Kind.COUNT, 3, 3),
        (Kind.RATIO, "2/3", Fraction(2, 3)),
        (Kind.RATIO, "0.98", Fraction(49, 50)),
        (Kind.RATIO, 1.5, Fraction(3, 2)),
        (Kind.MONEY, "500.00", Decimal("500.00")),
        (Kind.PERCENT, "7.2275", Decimal("7.2275")),
        (Kind.FLAG, False, False),
        (Kind.CODES, ["a", "b"], ("a", "b")),
        (Kind.COUNTS, [30, 15], (30, 15)),
        (Kind.COUNTS, {"M60": 60}, {"M60": 60}),
        (Kind.PERCENTS, {"training": "100.00"}, {"training": Decimal(100)}),
        (Kind.TABLE, {"9.50": "1248.00"}, {Decimal("9.5"): Decimal("1248.00")}),
        (Kind.DELAY, {}, kinds.DelaySchedule(None, {})),
        (
            Kind.DELAY,
            {"from": "2025-01", "M60": [4, 36]},
            kinds.DelaySchedule(dt.date(2025, 1, 1), {"M60": (4, 36)}),
        ),
    ],
)
def test_a_value_is_read_by_its_kind(kind, json, value):
    assert kind.read(json) == value


@pytest.mark.parametrize(
    ("kind", "json"),
    [
        (Kind.COUNT, True),
        (Kind.COUNT, "3"),
        (Kind.COUNT, 3.0),
        (Kind.COUNT, None),
        (Kind.RATIO, True),
        (Kind.RATIO, "1/0"),
        (Kind.RATIO, "half"),
        (Kind.MONEY, 500),
        (Kind.MONEY, "NaN"),
        (Kind.MONEY, "five"),
        (Kind.PERCENT, "Infinity"),
        (Kind.FLAG, 1),
        (Kind.CODE, 4050),
        (Kind.CODES, "student"),
        (Kind.COUNTS, ["30"]),
        (Kind.COUNTS, 30),
        (Kind.PERCENTS, ["100.00"]),
        (Kind.TABLE, {"high": "1.00"}),
        (Kind.DELAY, {"M60": [4, 36]}),
        (Kind.DELAY, {"from": "2025-13", "M60": [4, 36]}),
        (Kind.DELAY, {"from": "2025-01", "M60": [0, 36]}),
        (Kind.DELAY, {"from": "2025-01", "M60": [4]}),
    ],
)
def test_a_value_of_another_kind_is_refused(kind, json):
    with pytest.raises(ValueOfWrongKind):
        kind.read(json)


def test_a_code_is_one_of_the_choices():
    with pytest.raises(ValueOfWrongKind, match="可选值"):
        parameters.CAT_C01_AGE_SET.read("4060")
    with pytest.raises(ValueOfWrongKind, match="可选值"):
        parameters.ZF_EXCLUDE_ROLES.read(["student", "monk"])
    assert parameters.ZF_EXCLUDE_ROLES.read([]) == ()


def test_only_a_nullable_parameter_may_be_not_set():
    assert parameters.LN_BASE_RATE.read(None) is None
    with pytest.raises(ValueOfWrongKind):
        parameters.LN_TERM.read(None)


def test_dated_defaults_hold_from_their_day_on():
    cap = parameters.LN_PERSON_CAP
    assert cap.default_on(dt.date(2007, 12, 31)) == 20000
    assert cap.default_on(dt.date(2008, 1, 1)) == 50000
    with pytest.raises(ParameterNotInForce, match="个人贷款最高额度"):
        cap.default_on(dt.date(2002, 12, 23))


def test_keys_are_those_of_the_constants():
    for name, value in vars(parameters).items():
        if isinstance(value, Parameter):
            assert name == value.key.upper().replace(".", "_")
            assert ALL[value.key] is value


def test_every_parameter_of_the_cases_is_declared_and_reads():
    topics = [path.stem for path in reading.FOLDER.glob("*.yaml")]
    for case in [case for topic in topics for case in reading.cases(topic)]:
        for key in case.get("parameters", {}):
            reading.value_of(case["as_of"], case["parameters"])(ALL[key])


def test_every_seeded_value_reads_and_names_its_article():
    for _, entry, _ in ENTRIES:
        ALL[entry["key"]].read(entry["value"])
        assert entry["article"]
        assert entry["label"].startswith("[")


def test_every_parameter_is_in_force_once_a_day_and_with_the_default():
    keys_and_days = [(entry["key"], entry["since"]) for _, entry, _ in ENTRIES]
    assert len(keys_and_days) == len(set(keys_and_days))
    assert {key for key, _ in keys_and_days} == set(ALL)
    for parameter in ALL.values():
        dated = [(since, entry["value"]) for since, entry, _ in ENTRIES if entry["key"] == parameter.key]
        for day in SAMPLE_DAYS:
            assert parameter.read(parameter.in_force(dated, day)) == parameter.default_on(day)


def test_what_a_document_sets_is_in_force_by_it():
    sources = {entry["key"]: seed["document"]["number"] for _, entry, seed in ENTRIES}
    assert sources["zf.deadline_months"] == "哈就办字[2007]12号"
    assert sources["cat.c05.min_months"] == "哈人社发〔2010〕230号"
    assert sources["sb.s3.ratio"] == "黑社保发[2004]7号"
    assert sources["refusal.campaign_limit"] == "苏劳社就管〔2005〕19号"
    assert sources["retire.delay"] == "全国人大常委会关于实施渐进式延迟法定退休年龄的决定(2024)"
    for since, _, seed in ENTRIES:
        if seed["document"]["level"] != "design":
            assert since >= seed["document"]["effective_from"]


def test_documents_are_named_in_full():
    numbers = [seed["document"]["number"] for seed in SEEDS.values()]
    assert len(numbers) == len(set(numbers)) == 10
    for seed in SEEDS.values():
        assert {"number", "title", "issuer", "issued_on", "level", "upper_numbers", "note"} <= set(seed["document"])


def test_the_calendars_are_announced_years_of_their_own():
    calendars = [seed["calendar"] for seed in SEEDS.values() if "calendar" in seed]
    assert sorted(calendar["year"] for calendar in calendars) == [2024, 2025, 2026]
    for calendar in calendars:
        days = [entry["day"] for entry in calendar["days"]]
        assert len(days) == len(set(days))
        assert {day.year for day in days} == {calendar["year"]}
        assert all(entry["day"].weekday() >= 5 for entry in calendar["days"] if entry["works"])
