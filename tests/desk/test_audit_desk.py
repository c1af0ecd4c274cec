"""审计: everything about a person or a family, an entry in words, and the state of the chain."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from accounts import audit
from accounts.actions import system_user
from accounts.chain import actions as chain
from accounts.enums import Role
from accounts.fields import resident_id_digest
from accounts.models import AuditEntry, Job
from accounts.object_words import OBJECTS
from desk.subjects import ABOUT
from households.models import Correction, DataRequest, Household, NoCase, Person
from tests import factories
from tests.accounts.jobbing import taken_away
from tests.casework import MONDAY, certified, disabled_person, household_of
from tests.factories import member
from tests.rows import DAY, handover, issued, merge, revocation

AUDIT = reverse("desk:audit")


@pytest.fixture
def auditor(city):
    return factories.UserFactory(area=city.city, role=Role.AUDITOR)


@pytest.fixture
def cases(city, monday):
    """Somebody certified, and somebody else nobody asks about."""
    home, person = disabled_person(city, name="周某某")
    certified(city, home, person)
    household_of(city, {"name": "旁人"})
    return home, person


def found(client, **asked):
    return client.get(AUDIT, asked).context["page_obj"].rows


def test_all_that_concerns_a_person_is_found_by_the_id_number(as_user, auditor, cases):
    _home, person = cases
    rows = found(as_user(auditor), subject=person.id_number)
    told = {(entry.object_label, entry.event) for entry in rows}
    assert ("households.certification", "certification.approved") in told
    assert ("households.hardtoemployspell", "spell.opened") in told
    assert ("households.personfinding", "finding.opened") in told
    others = Person.objects.get(name="旁人")
    assert {entry.object_id for entry in rows if entry.object_label == "households.person"} <= {person.pk}
    assert not {entry.pk for entry in rows} & {entry.pk for entry in found(as_user(auditor), subject=others.id_number)}


def test_a_family_is_found_by_its_number_and_by_that_of_its_certification(as_user, auditor, cases):
    home, person = cases
    client = as_user(auditor)
    by_household = {entry.pk for entry in found(client, subject=f"H{home.pk}")}
    by_case = {entry.pk for entry in found(client, subject=f"R{home.certifications.get().pk}")}
    assert by_household == by_case >= {entry.pk for entry in found(client, subject=person.id_number)}


def leads_to_somebody(model, seen=()):
    """Whether the model is, or refers to by any path, a person or a family."""
    if model in (Person, Household):
        return True
    ahead = {field.related_model for field in model._meta.fields if field.is_relation} - {model, *seen}
    return any(leads_to_somebody(one, (*seen, model)) for one in ahead)


def test_every_model_audited_that_leads_to_a_person_or_a_family_is_searched():
    audited = {apps.get_model(label) for label in OBJECTS}
    assert {model for model in audited if leads_to_somebody(model)} == set(ABOUT)


RELATED = {
    "Z": lambda city, home, person: issued(person, kind="preferential"),
    "Y": lambda city, home, person: handover(home, city.neighbour),
    "C": lambda city, home, person: revocation(home.certifications.get()),
    "B": lambda city, home, person: merge(person, member(home), city.street),
    "X": lambda city, home, person: DataRequest.objects.create(
        person=person, area=city.community, received_by=city.worker, received_on=DAY, due_on=DAY, due_source="条款"
    ),
    "H": lambda city, home, person: NoCase.objects.create(
        household=home, evidence="证明", recorded_on=DAY, recorded_by=city.worker, holds_until=DAY, source="条款"
    ),
}


@pytest.mark.parametrize("letter", RELATED)
def test_what_else_concerns_somebody_is_found_by_the_id_number_and_by_its_own(as_user, city, auditor, cases, letter):
    home, person = cases
    made = RELATED[letter](city, home, person)
    entry = audit.record(event="household.linked", subject=made, actor=city.worker, at=MONDAY)
    client = as_user(auditor)
    assert entry in found(client, subject=person.id_number)
    assert entry in found(client, subject=f"{letter}{home.pk if letter == 'H' else made.pk}")


def test_somebody_is_found_by_a_former_number_and_with_what_was_registered_twice(as_user, city, auditor, cases):
    home, person = cases
    twice, former = member(home), factories.made_up_id(dt.date(1970, 1, 1))
    Person.objects.filter(pk=twice.pk).update(merged_into=person)
    Correction.objects.create(
        person=person, kind="id_number", old=former, old_digest=resident_id_digest(former), reason="误", evidence="证",
        corrected_by=city.worker, corrected_at=MONDAY,
    )  # fmt: skip
    entries = [
        audit.record(event="person.corrected", subject=one, actor=city.worker, at=MONDAY) for one in (person, twice)
    ]
    for number in (former, person.id_number, twice.id_number):
        assert set(entries) <= set(found(as_user(auditor), subject=number))


@pytest.mark.parametrize("words", ["H999999", "周某某", "99010019800101123X"])
def test_what_is_nobody_in_the_area_finds_nothing(as_user, auditor, cases, words):
    assert found(as_user(auditor), subject=words) == []


def test_a_person_of_another_area_is_not_found(as_user, city, cases):
    elsewhere = factories.UserFactory(area=city.neighbour, role=Role.AUDITOR)
    assert found(as_user(elsewhere), subject=cases[1].id_number) == []


def test_who_searched_for_the_same_is_found_and_the_auditors_words_are_not_kept(as_user, city, auditor, cases):
    number = cases[1].id_number
    as_user(city.worker).post(reverse("desk:search"), {"q": number})
    rows = found(as_user(auditor), sought=number)
    assert [(entry.event, entry.actor) for entry in rows] == [("search.made", city.worker)]
    assert number not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    assert AuditEntry.objects.filter(event="list.searched", actor=auditor).exists()


@pytest.mark.parametrize(
    ("asked", "number"),
    [({"outcome": "refused"}, 1), ({"kind": "accounts.user"}, 2), ({"address": "10.1.2.3"}, 0), ({"number": "0"}, 0)],
)
def test_the_trail_is_filtered_by_outcome_object_and_address(as_user, city, auditor, asked, number):
    told = {"subject": city.worker, "actor": city.worker, "at": MONDAY}
    audit.record(event="user.signed_in", **told)
    audit.record_refused(event="user.kept_out", **told)
    assert len(found(as_user(auditor), **asked)) == number


def test_an_entry_is_read_in_words_with_what_changed(as_user, city, auditor):
    told = {"subject": city.worker, "actor": city.city_officer, "at": MONDAY}
    changed = {"before": {"role": "bank", "on": "a"}, "after": {"role": "auditor", "on": "a"}}
    entry = audit.record(event="account.closed", reason="stable", **changed, **told)
    client = as_user(auditor)
    page = client.get(reverse("accounts:audit_entry", args=[entry.pk])).content.decode()
    assert "停用账号" in page
    assert "稳定就业" in page
    assert "<del>经办银行</del>" in page
    assert "<ins>安全审计员</ins>" in page
    assert "<del>a</del>" not in page
    assert "待封存" in page
    chain.seal(at=MONDAY)
    assert "第 1 段" in client.get(reverse("accounts:audit_entry", args=[entry.pk])).content.decode()


def test_the_page_of_an_entry_shows_what_else_the_request_wrote(as_user, city, auditor, client):
    factories.UserFactory(username="someone", area=city.city).set_password("x")
    as_user(city.worker).post(reverse("desk:search"), {"q": "周"})
    first = AuditEntry.objects.get(event="search.made")
    again = audit._entry("list.exported", city.worker, {}, actor=city.worker, at=first.at)
    again.request = first.request
    again.save(force_insert=True)
    page = as_user(auditor).get(reverse("accounts:audit_entry", args=[first.pk])).content.decode()
    assert "同一次请求的其他记录" in page
    assert reverse("accounts:audit_entry", args=[again.pk]) in page


def test_the_state_of_the_chain_is_shown_and_a_look_is_asked_for(as_user, city, auditor):
    client = as_user(auditor)
    page = client.get(AUDIT).content.decode()
    assert "尚未封存" in page
    assert "尚未校验" in page
    audit.record(event="user.signed_in", subject=city.worker, actor=city.worker, at=MONDAY)
    chain.verify(actor=system_user(), at=MONDAY)
    page = client.get(AUDIT).content.decode()
    assert "第 1 段" in page
    assert "系统" in page
    assert "完整" in page
    answer = client.post(reverse("accounts:verify_audit"))
    job = Job.objects.get()
    assert (job.owner, job.title, answer.url) == (auditor, "校验审计记录", reverse("accounts:job", args=[job.pk]))


def test_the_export_of_the_trail_stands_in_the_trail(as_user, auditor):
    taken_away(as_user(auditor), AUDIT, {"outcome": "done"})
    entry = AuditEntry.objects.get(event="list.exported")
    assert entry.details["list"] == "审计记录"
    assert entry.details["filters"] == ["结果 成功"]


def test_the_desk_costs_the_same_for_ten_entries_and_a_thousand(as_user, city, auditor, django_assert_max_num_queries):
    client, spent = as_user(auditor), []
    for number in (10, 990):
        for count in range(number):
            at = MONDAY + dt.timedelta(seconds=count)
            audit.record(event="user.signed_in", subject=city.worker, actor=city.worker, at=at)
        chain.seal(at=MONDAY)
        with django_assert_max_num_queries(15) as asked:
            client.get(AUDIT)
        with django_assert_max_num_queries(15):
            client.get(AUDIT, {"subject": "H1", "who": "经办"})
        spent.append(len(asked))
    assert spent[0] == spent[1]
