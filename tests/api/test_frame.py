"""One shape of error, paging by key, answers given once, versions that guard: what every endpoint has of its frame."""

import datetime as dt
import json
import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, GivenAnswer
from config.api import server_error
from households.models import Certification
from tests import factories
from tests.api.asking import V1, Asking
from tests.casework import household_of

PARTS = {"code", "message", "fields", "request"}


@pytest.fixture
def api(monday, city):
    return Asking(city.worker)


def problem(answer, status, code):
    """The content of an error, checked for its one shape."""
    said = answer.json()
    assert (answer.status_code, said["code"], set(said)) == (status, code, PARTS)
    assert said["request"] == answer["X-Request-ID"]
    return said


def test_who_has_no_token_is_told_so(city, client):
    problem(client.get(f"{V1}/households/"), 401, "not_authenticated")
    problem(client.get(f"{V1}/households/", headers={"Authorization": "Bearer jy_unknown"}), 401, "token_invalid")


def test_being_signed_in_opens_nothing(city, as_user):
    problem(as_user(city.worker).get(f"{V1}/households/"), 401, "not_authenticated")


def test_a_method_a_body_and_an_address_that_do_not_fit(api):
    problem(api.client.put(f"{V1}/households/"), 405, "method_not_allowed")
    problem(api.client.options(f"{V1}/households/"), 405, "method_not_allowed")
    problem(api.client.post(f"{V1}/people/lookup/", "a=1", content_type="text/plain"), 415, "unsupported_media_type")
    problem(api.get("/nowhere/"), 404, "not_found")
    problem(api.get("/areas/990103001001%00/"), 400, "malformed")
    problem(api.get("/people/", {"area": "99\0"}), 400, "malformed")


@pytest.mark.parametrize(
    "body",
    [
        b'{"id_number": "\\u0000"}',
        b'{"id_number": "\\ud800"}',
        b'{"id_number": NaN}',
        b'{"id_number": "1", "beyond": 1e999}',
        b'{"id_number": "\xff"}',
        b"[" * 100_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b"{",
        b"",
    ],
    ids=["NUL", "half a character", "NaN", "infinite", "not UTF-8", "100,000 brackets", "deep", "cut off", "empty"],
)
def test_a_body_that_cannot_be_read(api, body):
    answer = api.client.post(f"{V1}/people/lookup/", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    problem(answer, answer.status_code, answer.json()["code"])


def test_ten_megabytes_are_refused_unread(api):
    answer = api.client.post(f"{V1}/people/lookup/", b" " * 10 * 2**20, content_type="application/json")
    assert "2 MB" in problem(answer, 413, "too_large")["message"]
    vast = api.client.post(f"{V1}/people/lookup/", b"{}", content_type="application/json", CONTENT_LENGTH=str(2**40))
    assert (vast.status_code, set(vast.json())) == (413, PARTS)


def test_what_nobody_foresaw_has_the_same_shape(rf):
    said = json.loads(server_error(rf.get(f"{V1}/households/")).content)
    assert (set(said), said["code"]) == (PARTS, "server_error")
    assert b"<html" in server_error(rf.get("/households/")).content


def test_a_token_asks_so_often_a_minute(api, monday, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    assert [api.get("/areas/").status_code for _ in range(3)] == [200, 200, 429]
    assert api.get("/areas/")["Retry-After"] == "60"
    monday.shift(dt.timedelta(seconds=61))
    assert api.get("/areas/").status_code == 200


def test_a_list_is_paged_by_key_and_noted_once(api, city):
    homes = factories.HouseholdFactory.create_batch(5, area=city.community)
    seen, address = [], f"{V1}/households/?page_size=2"
    while address:
        said = api.client.get(address).json()
        seen += [row["id"] for row in said["results"]]
        address = said["next"]

    assert seen == [home.pk for home in homes]
    assert AuditEntry.objects.get(event="api.listed").details == {"list": "家庭", "filters": ["page_size=2"]}


@pytest.mark.parametrize("query", [{"page_size": "201"}, {"after": "-1"}, {"after": "x"}, {"area": "no"}])
def test_a_query_that_cannot_be_read_names_the_parameter(api, query):
    assert set(problem(api.get("/households/", query), 422, "invalid")["fields"]) == set(query)


@pytest.mark.parametrize(
    "path", ["/households/", "/people/", "/facts/", "/findings/people/", "/certifications/", "/areas/"]
)
@pytest.mark.parametrize("many", [1, 6])
def test_a_list_takes_few_queries_for_few_rows_and_for_many(api, city, django_assert_max_num_queries, path, many):
    for _ in range(many):
        household_of(city, {}, {})
    with django_assert_max_num_queries(15):
        assert api.get(path).status_code == 200


def test_who_has_the_present_version_is_not_sent_it_again(api, city):
    path = f"/households/{household_of(city).pk}/"
    tag = api.version(path)
    again = api.get(path, if_none_match=tag)

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert api.get(path, if_none_match='"other"').status_code == 200


def test_an_act_needs_the_version_it_was_decided_on(api, city):
    home = household_of(city)
    case = api.post("/certifications/", {"household": home.pk})
    path = f"/certifications/{case.json()['id']}/"
    said = {"decision": "returned", "comment": "材料不全"}

    problem(api.post(f"{path}decision/", said), 428, "if_match_missing")
    problem(api.post(f"{path}decision/", said, if_match='"older"'), 412, "stale")
    assert Certification.objects.get().status == "pending"
    done = api.post(f"{path}decision/", said, if_match=case["ETag"])
    assert (done.status_code, done.json()["status"]) == (200, "returned")
    assert done["ETag"] == api.version(path)
    problem(api.post(f"{path}decision/", said, if_match=case["ETag"]), 412, "stale")


def test_what_is_asked_twice_under_one_key_is_done_once(api, city):
    home, key = household_of(city), uuid.uuid4().hex
    first = api.post("/certifications/", {"household": home.pk}, idempotency_key=key)
    second = api.post("/certifications/", {"household": home.pk}, idempotency_key=key)

    assert (second.status_code, second.json(), second["ETag"]) == (201, first.json(), first["ETag"])
    assert (second["Idempotent-Replayed"], second["Location"]) == ("true", first["Location"])
    assert Certification.objects.count() == 1
    assert first["Location"] == reverse("api:certification", args=[first.json()["id"]])
    problem(api.post("/certifications/", {"household": 1}, idempotency_key=key), 422, "idempotency_key_reused")
    problem(api.post("/certifications/", {"household": home.pk}), 409, "refused")


def test_a_refusal_is_not_kept_and_a_key_is_asked_for(api, city):
    home = factories.HouseholdFactory(area=city.community)
    factories.member(home)
    key = uuid.uuid4().hex
    problem(api.post("/certifications/", {"household": home.pk}, idempotency_key=key), 409, "refused")
    assert not GivenAnswer.objects.exists()
    problem(api.post("/certifications/", {"household": home.pk}, idempotency_key=""), 400, "idempotency_key_missing")


def test_a_kept_answer_lies_sealed(api, city, django_db_blocker):
    from django.db import connection

    home = household_of(city, {"name": "王五"})
    api.post("/certifications/", {"household": home.pk})
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM accounts_givenanswer")
        (stored,) = cursor.fetchone()
    assert "王五" not in stored
    assert "王五" in GivenAnswer.objects.get().content


def test_another_token_may_use_the_same_key(api, city):
    other, key = Asking(city.second_worker), uuid.uuid4().hex
    for client in (api, other):
        home = household_of(city)
        answer = client.post("/certifications/", {"household": home.pk}, idempotency_key=key)
        assert answer.status_code == 201


def test_the_description_is_for_whoever_has_a_token_or_is_signed_in(api, city, as_user, client):
    for reader in (api.client, as_user(city.statistician)):
        described = reader.get("/api/schema/").json()
        assert described["openapi"].startswith("3.1")
    assert client.get("/api/schema/").status_code == 401
    assert client.get("/api/docs/").status_code == 302


def test_the_explanation_names_every_address(api, city, as_user):
    page = as_user(city.worker).get("/api/docs/").content.decode()
    for path in api.client.get("/api/schema/").json()["paths"]:
        assert path in page
    assert "<script>" not in page
