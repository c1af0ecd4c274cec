"""A survey through the API: one request, one survey, judged by the form of the page."""

import datetime as dt

import pytest

from households.models import Fact, Household, Person, Survey
from tests import factories
from tests.api.asking import Asking
from tests.casework import household_of
from tests.factories import made_up_id

BORN = dt.date(1975, 6, 1)


@pytest.fixture
def api(monday, city):
    return Asking(city.worker)


def member(**values):
    return {
        "id_number": made_up_id(BORN),
        "name": "张三",
        "sex": "M",
        "born": str(BORN),
        "relation": "head",
        "situation": "unemployed",
        "since": "2026-07-01",
    } | values


def survey(*members, **values):
    return {
        "visited_on": "2026-09-07",
        "address": "幸福路1号",
        "hukou": "urban",
        "notice_given_on": "2026-09-07",
        "notice_way": "both",
        "members": list(members),
    } | values


def again(api, home, body, **headers):
    path = f"/households/{home.pk}/"
    return api.post(f"{path}surveys/", body, **{"if_match": api.version(path)} | headers)


def test_a_new_household_is_surveyed_and_judged_at_once(api, city):
    wife = member(
        id_number=made_up_id(dt.date(1980, 2, 2), "F"), name="李四", sex="F", born="1980-02-02", relation="spouse",
        retirement_track="F50", spouse=0, monthly_income=None,
        facts=[
            {"kind": "disability_certificate", "since": "2020-01-01"}
            | {"number": "残字7号", "disability": "hearing", "grade": 3}
        ],
        profile={"education": "初中", "health": "耳聋", "skills": "驾驶"},
    )  # fmt: skip
    answer = api.post("/households/", survey(member(children_born=["2010-01-01"]), wife))
    home = Household.objects.get()

    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/households/{home.pk}/")
    shown = api.get(f"/households/{home.pk}/").json()
    assert (shown["address"], shown["area"]["code"]) == ("幸福路1号", city.community.code)
    assert shown["suspected"] == ["zero_employment", "dual_unemployed"]
    assert [one["spouse"] for one in shown["members"]] == [shown["members"][1]["person"], shown["members"][0]["person"]]
    card = Fact.objects.get()
    assert (card.number, card.disability, card.grade) == ("残字7号", "hearing", 3)
    known = Person.objects.get(name="李四")
    assert (known.health, known.skills, known.education) == ("耳聋", "驾驶", "初中")
    assert Person.objects.get(name="张三").children_born == [dt.date(2010, 1, 1)]


def test_a_survey_again_changes_what_it_says(api, city):
    home = household_of(city)
    person = home.memberships.get().person
    body = survey(
        member(id_number="", person=person.pk, name="李0", born="1972-01-05", situation="flexible", since="2026-09-07")
    )
    answer = again(api, home, body)

    assert answer.status_code == 201, answer.json()
    home.refresh_from_db()
    assert home.address == "幸福路1号"
    assert [row["member_count"] for row in api.get(f"/households/{home.pk}/surveys/").json()["results"]] == [1]
    assert not home.findings.filter(validity__upper_inf=True).exists()


def test_what_changed_since_it_was_read_is_not_overwritten(api, city):
    home = household_of(city)
    person = home.memberships.get().person
    tag = api.version(f"/households/{home.pk}/")
    factories.fact(person, factories.FactKind.LOW_INCOME, dt.date(2026, 9, 1))
    body = survey(member(id_number="", person=person.pk))

    assert again(api, home, body, if_match=tag).status_code == 412
    assert again(api, home, body, if_match="").status_code == 428
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id_number": "990000197506010011"}, "members.0.id_number"),
        ({"born": "1976-06-01"}, "members.0.born"),
        ({"since": None}, "members.0.since"),
        ({"situation": "enterprise"}, "members.0.employer"),
        ({"facts": [{"kind": "student"}, {"kind": "merged", "since": "2004-12-31"}]}, "members.0.facts.1.employer"),
        ({"last_job": {"since": "2020-01-01", "until": "2019-01-01"}}, "members.0.last_job.until"),
        ({"children_born": ["2027-01-01"]}, "members.0.children_born.0"),
        ({"relation": "other"}, "members.0.relation"),
        ({"sex": "X"}, "members.0.sex"),
        ({"facts": [{"kind": "low_income", "since": "9999-12-31"}]}, "members.0.facts.0.since"),
        ({"person": 1}, "members.0"),
    ],
)
def test_what_is_wrong_is_said_at_its_path_and_nothing_is_saved(api, change, path):
    answer = api.post("/households/", survey(member(**change)))

    assert answer.status_code == 422
    assert path in answer.json()["fields"]
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"visited_on": "2026-09-08"}, "visited_on"),
        ({"notice_way": ""}, "notice_way"),
        ({"members": []}, "members"),
        ({"monthly_income": "-1"}, "monthly_income"),
        ({"mistaken": [{"person": 1, "reason": "误记"}]}, "mistaken.0.person"),
    ],
)
def test_what_is_wrong_of_the_household(api, change, path):
    answer = api.post("/households/", survey(member(), **change))
    assert (answer.status_code, path in answer.json()["fields"]) == (422, True), answer.json()


def test_the_action_refuses_what_the_form_cannot_know(api, city):
    home = household_of(city)
    taken = home.memberships.get().person
    body = survey(member(id_number=taken.id_number, born="1972-01-05"))
    answer = api.post("/households/", body)

    assert (answer.status_code, list(answer.json()["fields"])) == (409, ["members.0.id_number"])
    left_out = again(api, home, survey(member()))
    assert (left_out.status_code, "却不在本表中" in left_out.json()["message"]) == (409, True)


def test_who_never_belonged_there_is_taken_out_for_a_reason(api, city):
    home = household_of(city, {}, {"name": "远亲", "born": dt.date(1990, 1, 1)})
    head, other = (one.person for one in home.memberships.order_by("pk"))
    body = survey(
        member(id_number="", person=head.pk, name=head.name, born="1972-01-05"),
        mistaken=[{"person": other.pk, "reason": "登记时误将亲友记入本户"}],
    )

    assert again(api, home, body).status_code == 201
    assert home.memberships.get(validity__upper_inf=True).person == head


def test_the_same_key_is_the_same_survey_even_after_its_answer_is_forgotten(api, monday):
    body = survey(member())
    first = api.post("/households/", body, idempotency_key="survey-of-7-september")
    monday.shift(dt.timedelta(days=2))
    second = api.post("/households/", body, idempotency_key="survey-of-7-september")

    assert (second.status_code, second.json()["id"]) == (201, first.json()["id"])
    assert Survey.objects.count() == 1
