"""The survey form opened again: it starts from what is registered, and changes what was changed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from households.enums import FamilyKind, RegistrationKind
from households.models import Couple, Household, Movement, Person, Survey

from .doorstep import as_sent, errors_at


@pytest.fixture
def url(surveyed):
    return reverse("households:survey", args=[surveyed.pk])


@pytest.fixture
def opened(as_user, worker, url):
    """The form as it opens, as it would be sent unchanged."""
    form = as_user(worker).get(url).context["form"]
    return as_sent(form)


def test_it_starts_from_what_is_registered(as_user, worker, url, opened):
    assert opened["address"] == "幸福路1号3单元201"
    assert [opened[f"members-{n}-name"] for n in range(3)] == ["张建国", "李秀英", "张小明"]
    assert (opened["members-0-situation"], opened["members-0-since"]) == ("1", "2025-03-01")
    assert (opened["members-0-spouse"], opened["members-1-spouse"]) == ("1", "0")
    assert opened["members-2-fact_1_since"] == "2019-09-01"
    assert opened["members-0-job_wish"] == "灵活就业"
    page = as_user(worker).get(url).content.decode()
    for person in Person.objects.all():
        assert person.id_number not in page
        assert person.masked_id in page
    assert "13900001234" not in page


def test_sent_unchanged_it_changes_nothing(as_user, worker, url, opened):
    before = state()
    assert as_user(worker).post(url, opened).status_code == 302
    assert state() == before
    assert Survey.objects.count() == 2


def test_what_is_taken_off_ends_and_what_is_new_begins(as_user, worker, url, opened):
    today = timezone.localdate()
    changed = opened | {"members-0-situation": "4", "members-0-since": today.isoformat()}
    changed |= {"members-2-DELETE": "on", "members-2-mistaken": "邻居的孩子，登记时误记入本户"}
    assert as_user(worker).post(url, changed).status_code == 302
    head = Person.objects.get(name="张建国")
    flexible, unemployed = head.registrations.order_by("-validity")
    assert (flexible.kind, flexible.validity.lower) == (RegistrationKind.FLEXIBLE, today)
    assert unemployed.validity.upper == today
    home = Household.objects.get()
    assert home.memberships.filter(validity__upper_inf=True).count() == 2
    assert not home.findings.filter(kind=FamilyKind.ZERO_EMPLOYMENT).exists()
    moved = Movement.objects.get()
    assert (moved.kind, moved.person.name, moved.on) == ("mistaken", "张小明", today)
    page = as_user(worker).get(reverse("households:household", args=[home.pk])).content.decode()
    assert "登记错误移出：张小明" in page
    assert "误记入本户" in page


def test_nobody_leaves_by_a_tick(as_user, worker, url, opened):
    """Who moved apart, left or died leaves by the act for that; the form says so and loses nothing."""
    response = as_user(worker).post(url, opened | {"members-2-DELETE": "on", "members-0-employer": "新厂"})
    assert "另行办理" in errors_at(response)["id_members-2-mistaken"]
    page = response.content.decode()
    assert 'value="新厂"' in page
    home = Household.objects.get()
    for name, key in (("split", home.pk), ("leave", home.pk), ("death", Person.objects.get(name="张小明").pk)):
        assert reverse(f"households:{name}", args=[key]) in page
    assert home.memberships.filter(validity__upper_inf=True).count() == 3
    assert Survey.objects.count() == 1


def test_a_second_job_is_kept(as_user, worker, url):
    head = Person.objects.get(name="张建国")
    head.registrations.all().delete()
    for since, employer in ((dt.date(2024, 1, 1), "甲公司"), (dt.date(2025, 1, 1), "乙公司")):
        head.registrations.create(kind=2, validity=(since, None), employer=employer)
    sent = as_sent(as_user(worker).get(url).context["form"])
    assert as_user(worker).post(url, sent).status_code == 302
    assert head.registrations.filter(validity__upper_inf=True).count() == 2
    sent = as_sent(as_user(worker).get(url).context["form"]) | {"members-0-also": []}
    assert as_user(worker).post(url, sent).status_code == 302
    assert [r.employer for r in head.registrations.filter(validity__upper_inf=True)] == ["乙公司"]


def test_a_sealed_number_left_empty_stays_and_one_typed_replaces_it(as_user, worker, url, opened):
    assert opened["members-0-phone"] == opened["members-0-bank_account"] == ""
    as_user(worker).post(url, opened)
    head = Person.objects.get(name="张建国")
    assert (head.phone, head.bank_account) == ("13900001234", "6222021001000000018")
    again = as_sent(as_user(worker).get(url).context["form"])
    as_user(worker).post(url, again | {"members-0-bank_account": "900123456"})
    head.refresh_from_db()
    assert (head.phone, head.bank_account) == ("13900001234", "900123456")


def test_an_earlier_visit_than_the_last_is_refused(as_user, worker, url, opened):
    response = as_user(worker).post(url, opened | {"visited_on": "2026-01-01"})
    assert "不能更早" in errors_at(response)["id_visited_on"]


def test_a_household_elsewhere_is_not_found(as_user, town, url):
    assert as_user(town.neighbour_worker).get(url).status_code == 404
    assert as_user(town.neighbour_worker).post(url, {}).status_code == 404


def test_a_member_who_has_left_meanwhile_is_told(as_user, worker, url, opened):
    Household.objects.get().memberships.filter(person__name="张小明").update(
        validity=(dt.date(2026, 1, 1), dt.date(2026, 1, 2))
    )
    found = errors_at(as_user(worker).post(url, opened))
    assert "重新打开" in found["members-2-card"]


def state() -> list[object]:
    return [
        [
            (
                (p.name, p.phone, p.bank_account, p.health, p.education, p.retirement_track),
                sorted((r.kind, str(r.validity), r.employer) for r in p.registrations.all()),
                sorted((f.kind, str(f.validity), f.evidence) for f in p.facts.all()),
            )
            for p in Person.objects.order_by("pk")
        ],
        [(m.person_id, str(m.validity), m.relation) for m in Household.objects.get().memberships.order_by("pk")],
        [(c.first_id, c.second_id, str(c.validity)) for c in Couple.objects.all()],
    ]


def test_an_approved_retirement_is_kept_with_its_paper_and_taken_back_with_it(as_user, worker, url, opened):
    client, paper = as_user(worker), "特殊工种提前退休审批表（2026）12号"
    told = {"members-0-retirement_override": "2030-01-01", "members-0-retirement_evidence": paper}
    assert client.post(url, opened | told).status_code == 302
    head = Person.objects.get(name="张建国")
    assert (head.retirement_override, head.retirement_evidence) == (dt.date(2030, 1, 1), paper)
    assert paper in client.get(reverse("households:person", args=[head.pk])).content.decode()
    again = as_sent(client.get(url).context["form"])
    assert again["members-0-retirement_evidence"] == paper
    assert client.post(url, again | {"members-0-retirement_override": ""}).status_code == 302
    head.refresh_from_db()
    assert (head.retirement_override, head.retirement_evidence) == (None, "")
