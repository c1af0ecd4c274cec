"""People, findings, certifications, parameters and figures through the API: what the pages show and refuse."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEntry, Deputation
from households.enums import FactKind
from households.models import HardToEmploySpell, Registration
from reports.queries import ep8_figures, period_of_month
from tests import factories
from tests.api.asking import Asking
from tests.casework import MONDAY, NOTICE_ENDED, applied, decided, disabled_person, household_of, in_notice


@pytest.fixture
def api(monday, city):
    return Asking(city.worker)


def test_people_are_shown_masked_with_where_they_stand(api, city):
    home = household_of(city)
    person = home.memberships.get().person
    shown = api.get("/people/").json()["results"][0]

    assert (shown["id"], shown["name"]) == (person.pk, person.name)
    assert shown["id_number"] == person.masked_id
    assert shown["home"] == {
        "household": home.pk,
        "number": home.number,
        "area": {"code": city.community.code, "name": "向阳社区"},
        "relation": "head",
        "until": None,
    }
    assert shown["suspected"] == ["c01"]
    assert [row["kind"] for row in shown["registrations"]] == ["unemployed"]
    assert person.id_number not in api.get(f"/people/{person.pk}/").content.decode()


def test_facts_come_by_kind_person_and_day_and_without_numbers(api, city):
    _, person = disabled_person(city)
    person.facts.update(number="残字第7号")
    factories.fact(person, FactKind.STUDENT, dt.date(2010, 1, 1), dt.date(2012, 6, 30))

    kinds = [row["kind"] for row in api.get("/facts/", {"person": person.pk}).json()["results"]]
    now = api.get("/facts/", {"person": person.pk, "on": "2026-09-07"})
    (past,) = api.get("/facts/", {"kind": "student"}).json()["results"]

    assert kinds == ["disability_certificate", "student"]
    assert [row["kind"] for row in now.json()["results"]] == ["disability_certificate"]
    assert (past["since"], past["until"]) == ("2010-01-01", "2012-06-30")
    assert "残字第7号" not in now.content.decode()


def test_findings_tell_why_and_by_which_article(api, city):
    household_of(city)
    (found,) = api.get("/findings/households/", {"kind": "zero_employment", "area": city.community.code}).json()[
        "results"
    ]
    assert found["reasons"][0]["article"].startswith("哈就办字[2007]12号")
    assert not api.get("/findings/people/", {"category": "c03"}).json()["results"]


def test_somebody_is_found_by_the_id_number_on_record(api, city):
    person = household_of(city).memberships.get().person
    found = api.post("/people/lookup/", {"id_number": person.id_number}).json()["results"]
    elsewhere = Asking(city.neighbour_worker).post("/people/lookup/", {"id_number": person.id_number})
    wrong = api.post("/people/lookup/", {"id_number": "990000197201050031"})

    assert [row["id"] for row in found] == [person.pk]
    assert elsewhere.json()["results"] == []
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["id_number"])
    entry = AuditEntry.objects.filter(event="list.searched").earliest("pk")
    assert person.id_number not in str(entry.details)


def test_the_whole_number_is_for_a_reason_on_record_and_limited_with_the_page(api, city, settings, as_user):
    person = household_of(city).memberships.get().person
    path = f"/people/{person.pk}/id-number/"
    assert api.post(path, {"reason": ""}).status_code == 422
    answer = api.post(path, {"reason": "核对身份证原件"})

    assert (answer.json(), answer["Cache-Control"]) == ({"id_number": person.id_number}, "no-store")
    assert AuditEntry.objects.get(event="id_number.unmasked").details == {"reason": "核对身份证原件"}
    settings.HOURLY_LIMITS = settings.HOURLY_LIMITS | {"unmask": 1}
    limited = api.post(path, {"reason": "再看一次"})
    assert (limited.status_code, limited.json()["code"], limited["Retry-After"]) == (429, "hourly_limit", "3600")


def test_work_is_registered_by_the_rules_of_the_page(api, city):
    _, person = disabled_person(city)
    path = f"/people/{person.pk}/registrations/"
    body = {"kind": "enterprise", "since": "2026-09-01"}
    version = api.version(f"/people/{person.pk}/")

    no_employer = api.post(path, body, if_match=version)
    assert no_employer.json()["fields"] == {"employer": ["请填写用人单位。"]}
    too_early = api.post(path, body | {"employer": "某厂", "since": "2026-06-01"}, if_match=version)
    assert (too_early.status_code, too_early.json()["code"]) == (409, "refused")
    assert api.post(path, body | {"employer": "某厂"}, if_match=version).status_code == 201
    assert Registration.objects.filter(person=person, validity=DateRange(dt.date(2026, 9, 1), None)).exists()
    assert [row["kind"] for row in api.get(path).json()["results"]] == ["unemployed", "enterprise"]
    assert api.post(path, body | {"employer": "某厂"}, if_match=version).status_code == 412


def test_a_certification_climbs_through_the_api(monday, city):
    worker, street, district = (Asking(one) for one in (city.worker, city.street_officer, city.district_officer))
    _, person = disabled_person(city)
    home = person.memberships.get().household_id
    path = worker.post("/certifications/", {"household": home, "person": person.pk})["Location"].removeprefix("/api/v1")

    def approve(api):
        return api.post(f"{path}decision/", {"decision": "approved"}, if_match=api.version(path))

    assert approve(worker).status_code == 200
    early = approve(street)
    assert (early.status_code, "公示期" in early.json()["message"]) == (409, True)
    monday.move_to(NOTICE_ENDED)
    assert [row["id"] for row in street.get("/certifications/", {"waiting": "true"}).json()["results"]]
    assert approve(street).json()["step_title"] == "区县认定"
    done = approve(district).json()

    assert (done["status"], done["certified_on"]) == ("approved", "2026-09-15")
    assert [record["step"] for record in done["records"]] == [1, 2, 3]
    assert HardToEmploySpell.objects.get().person == person
    assert worker.get("/people/", {"certified": "true"}).json()["results"][0]["certified"][0]["categories"] == ["c03"]


def test_a_refusal_needs_its_reason_and_keeps_its_article(api, city):
    case = applied(city, household_of(city))
    path = f"/certifications/{case.pk}/"
    silent = api.post(f"{path}decision/", {"decision": "refused"}, if_match=api.version(path))
    assert (silent.status_code, "须填写说明" in silent.json()["message"]) == (409, True)
    body = {"decision": "refused", "comment": "已就业", "article": "哈就办字[2007]12号 三"}
    refused = api.post(f"{path}decision/", body, if_match=api.version(path)).json()

    assert (refused["status"], refused["records"][0]["article"]) == ("refused", "哈就办字[2007]12号 三")


def test_a_deputy_decides_in_the_name_of_who_is_away(monday, city):
    deputy = factories.UserFactory(area=city.street, role="street_leader")
    officer = city.street_officer
    Deputation.objects.create(
        officer=officer, deputy=deputy, validity=DateRange(MONDAY.date(), dt.date(2026, 10, 1)), reason="休假",
        named_by=officer, named_at=MONDAY, confirmed_by=officer, confirmed_at=MONDAY,
    )  # fmt: skip
    case = in_notice(city, household_of(city))
    monday.move_to(NOTICE_ENDED)
    api, path = Asking(deputy), f"/certifications/{case.pk}/"
    body = {"decision": "approved", "on_behalf_of": officer.username}
    wrong = api.post(f"{path}decision/", body | {"on_behalf_of": "nobody"}, if_match=api.version(path))
    done = api.post(f"{path}decision/", body, if_match=api.version(path))

    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["on_behalf_of"])
    assert f"代 {officer}" in done.json()["records"][-1]["signature"]


def test_nobody_applies_from_elsewhere(monday, city):
    home = household_of(city)
    assert Asking(city.neighbour_worker).post("/certifications/", {"household": home.pk}).status_code == 404


def test_a_parameter_comes_with_its_article_for_a_day_and_an_area(api, city):
    shown = api.get("/parameters/zf.deadline_months/", {"on": "2026-09-07"}).json()
    assert (shown["in_force"]["value"], shown["in_force"]["document"]) == (3, "哈就办字[2007]12号")
    assert api.get("/parameters/zf.deadline_months/", {"on": "1999-01-01"}).json()["in_force"] is None
    assert api.get("/parameters/", {"on": "9999-12-31"}).status_code == 422
    assert api.get("/parameters/", {"area": "990103001002"}).status_code == 404
    assert api.get("/parameters/no.such/").status_code == 404


def test_figures_are_those_of_the_form(monday, city):
    case = in_notice(city, household_of(city))
    monday.move_to(NOTICE_ENDED)
    for officer in (city.street_officer, city.district_officer):
        case = decided(case, officer, at=NOTICE_ENDED)
    shown = Asking(city.statistician).get(f"/figures/2026-09/{city.city.code}/").json()
    expected = ep8_figures(city.city, period_of_month("2026-09", city.city))

    assert {line["line"]: line["value"] for line in shown["lines"]} == expected
    assert shown["published_at"] is None
    assert Asking(city.worker).get(f"/figures/2026-09/{city.city.code}/").status_code == 404
    assert Asking(city.worker).get(f"/figures/2026-99/{city.community.code}/").status_code == 404
    assert Asking(city.worker).get("/figures/").json()["results"][0]["label"] == "2026-09"
