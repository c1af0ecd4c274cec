"""What is typed into a filter and may name somebody stands in no address."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import tasks
from accounts.filters import AccountFilter, AuditFilter
from accounts.lists.words import FILTERS, private_fields
from accounts.models import AuditEntry, Job
from households.views.registry import HouseholdList
from tests import factories
from tests.accounts.jobbing import rows_of

HOUSEHOLDS, DOCUMENTS = reverse("households:list"), reverse("policy:documents")


@pytest.fixture
def streets(city):
    for address in ("向阳路1号", "向阳路2号", "光明路3号"):
        factories.HouseholdFactory(area=city.community, address=address)


@pytest.fixture
def client(as_user, city):
    return as_user(city.worker)


def filtered(client, **filters):
    """The address a filter form leads to, as the browser sends it."""
    answer = client.post(HOUSEHOLDS, filters)
    assert answer.status_code == 302
    return answer.url


def addresses_in(page):
    return re.findall(r'(?:href|action|hx-get|hx-post)="([^"]*)"', page)


def test_the_words_typed_stand_in_no_address(client, streets):
    address = filtered(client, q="向阳路", state="unsurveyed", sort="-address")
    assert (parse_qs(urlsplit(address).query)["state"], parse_qs(urlsplit(address).query)["sort"]) == (
        ["unsurveyed"],
        ["-address"],
    )
    page = client.get(address).content.decode()
    assert "向阳路1号" in page
    assert "光明路" not in page
    assert 'value="向阳路"' in page  # the form shows again what was typed
    assert not [one for one in [address, *addresses_in(page)] if "向阳" in one or "%E5%90%91" in one.upper()]


def test_sorting_paging_and_the_filters_in_force_go_on_from_there(client, streets, monkeypatch):
    monkeypatch.setattr(HouseholdList, "paginate_by", 1)
    first = client.get(filtered(client, q="向阳路", state="unsurveyed", sort="address"))
    assert first.context["count"] == 2
    second = client.get(HOUSEHOLDS + first.context["next_url"])
    assert [row.address for row in second.context["rows"]] == ["向阳路2号"]
    turned = client.get(HOUSEHOLDS + next(one.address for one in first.context["headings"] if one.address))
    assert turned.context["count"] == 2
    typed, state = first.context["chips"]
    assert str(typed) == "住址、姓名或户编号 向阳路"
    assert client.get(HOUSEHOLDS + typed.address).context["count"] == 3
    assert client.get(HOUSEHOLDS + state.address).context["count"] == 2


def test_without_words_the_address_is_an_ordinary_one(client, streets):
    assert filtered(client, q=" ", state="unsurveyed") == f"{HOUSEHOLDS}?state=unsurveyed"
    assert filtered(client, q="", state="") == HOUSEHOLDS
    elsewhere = Client()
    elsewhere.force_login(client.get(HOUSEHOLDS).wsgi_request.user)
    assert elsewhere.get(f"{HOUSEHOLDS}?state=unsurveyed").context["count"] == 3


def test_with_script_the_results_alone_are_led_to(client, streets):
    answer = client.post(HOUSEHOLDS, {"q": "光明路"}, headers={"HX-Request": "true"}, follow=True)
    assert answer.content.decode().strip().startswith('<div id="results"')
    assert "光明路3号" in answer.content.decode()


def test_the_workbook_is_of_what_was_filtered(client, streets, monkeypatch, job_results):
    monkeypatch.setattr(HouseholdList, "export_at_once", 0)
    address = filtered(client, q="向阳路")
    asked = client.get(f"{address}&format=xlsx")
    assert "向阳" not in asked.context["address"]
    client.post(reverse("accounts:start_export"), {"address": asked.context["address"], "purpose": "核对名册"})
    job = Job.objects.get()
    tasks.export_list(job=job.pk)
    assert len(rows_of(client.get(reverse("accounts:job_result", args=[job.pk])))) == 2
    assert "向阳" not in str([entry.details for entry in AuditEntry.objects.all()])


def test_words_of_a_session_that_ended_are_asked_for_again(client, streets):
    address = filtered(client, q="向阳路", state="unsurveyed")
    other = Client()
    other.force_login(client.get(HOUSEHOLDS).wsgi_request.user)
    answer = other.get(address)
    assert answer.url == f"{HOUSEHOLDS}?state=unsurveyed"
    assert "请重新输入" in other.get(answer.url).content.decode()
    gone = other.get(f"{address}&format=xlsx")
    assert gone.status_code == 302  # and no list of everybody
    assert other.post(reverse("accounts:start_export"), {"address": f"{address}&format=xlsx"}).status_code == 400


def test_words_lie_sealed_in_the_session_and_the_oldest_give_way(client, streets):
    address = filtered(client, q="向阳路")
    assert filtered(client, q="向阳路") == address  # the same words, the same token
    row = Session.objects.get(pk=client.session.session_key)
    assert "向阳路" not in str(row.get_decoded())
    for number in range(FILTERS.most):
        filtered(client, q=f"第{number}号")
    assert client.get(address).status_code == 302


def test_a_list_that_names_nobody_is_filtered_by_its_address(as_user, city):
    client = as_user(city.worker)
    assert 'method="get"' in client.get(DOCUMENTS).content.decode()
    assert client.post(DOCUMENTS, {"words": "哈人社"}).status_code == 405
    assert client.post(reverse("accounts:jobs")).status_code == 405


def test_what_takes_words_is_private_unless_it_can_name_nobody():
    assert private_fields(AccountFilter) == ["who"]
    assert private_fields(AuditFilter) == ["who", "address", "sought"]


def test_who_may_not_see_the_list_may_not_filter_it(as_user, city):
    hotline = factories.UserFactory(area=city.community, role="hotline")
    assert as_user(hotline).post(HOUSEHOLDS, {"q": "向阳路"}).status_code == 403
