"""补贴申请: computed by the rules, sent with its papers, decided at four levels, and taken once."""

import datetime as dt
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEntry
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision
from households.enums import FactKind
from policy.actions import Enactment, enact
from policy.models import Document
from policy.subsidy_parameters import SB_FLEX_CAP_RATIO
from subsidies.actions.claims import draft, rewrite, submit
from subsidies.actions.refusing import ClaimRefused
from subsidies.enums import CityLook, Insurance, LineReason, Material, Scheme
from subsidies.models import Claim, ClaimLine
from subsidies.rules.facts import Contribution
from subsidies.rules.months import Months
from tests.claiming import (
    JULY,
    NOW,
    QUARTER,
    SEPTEMBER,
    decided,
    drafted,
    give,
    granted,
    never,
    new_claim,
    submitted,
    told,
    with_papers,
)
from tests.factories import HouseholdFactory, fact, member


def test_a_claim_is_computed_line_by_line_and_keeps_what_it_was_computed_from(city, person):
    claim = drafted(city, person)

    assert claim.amount == Decimal("1800.00")  # two thirds of 3 x 900
    lines = ClaimLine.objects.filter(claim=claim).order_by("month", "item")
    assert [(line.month.month, line.item, line.amount) for line in lines][:2] == [
        (7, "medical", Decimal("200.00")),
        (7, "pension", Decimal("400.00")),
    ]
    assert sum(line.amount for line in lines) == claim.amount
    assert claim.terms["cap_ratio"]["value"] == "2/3"
    assert claim.terms["cap_ratio"]["source"]
    (own,) = claim.members.all()
    assert own.facts["certified_on"] == "2025-01-06"
    assert own.term_months == 36
    assert AuditEntry.objects.filter(event="claim.drafted").exists()


def test_a_form_sent_twice_is_one_claim(city, person):
    key = uuid.uuid4()
    first = draft(claim=new_claim(person, submission=key), worker=city.worker, at=NOW)
    assert draft(claim=new_claim(person, submission=key), worker=city.worker, at=NOW) == first


def test_a_month_is_claimed_once_and_is_free_again_when_refused(city, person):
    first = submitted(city, person)
    with pytest.raises(ClaimRefused, match="该月已享受补贴"):
        drafted(city, person)
    decided(first, city.second_worker, Decision.REFUSE)

    assert not first.lines.live().exists()
    again = drafted(city, person)
    assert again.lines.live().count() == 6
    with pytest.raises(Exception, match="claim_line_of_a_person_month_and_item_is_live_once"):
        approvals.request_review(application=first, reason="材料属实", actor=city.worker, at=NOW)


def test_nothing_is_claimed_before_the_quarter_has_ended(city, person):
    with pytest.raises(ClaimRefused, match="最晚可申报到 2026-09") as refused:
        drafted(city, person, Months(dt.date(2026, 10, 1), dt.date(2026, 10, 1)))
    assert refused.value.field == "last_month"


def test_nobody_claims_for_another_area_nor_without_certification(city, person):
    stranger = member(HouseholdFactory(area=city.neighbour))
    with pytest.raises(ClaimRefused, match="不在您的辖区"):
        drafted(city, stranger)
    neighbour = member(HouseholdFactory(area=city.community))
    with pytest.raises(ClaimRefused, match="未认定为就业困难人员"):
        drafted(city, neighbour)
    with pytest.raises(ClaimRefused, match="所在社区"):
        draft(claim=new_claim(person), worker=city.street_officer, at=NOW)


def test_a_claim_that_comes_to_nothing_is_refused_with_every_reason(city, person):
    fact(person, FactKind.BUSINESS_LICENCE, dt.date(2026, 1, 1))
    with pytest.raises(ClaimRefused, match="2026-07 该月名下有营业执照"):
        drafted(city, person)


def test_every_month_granted_is_one_of_registered_flexible_employment(city, person):
    registration = person.registrations.get()
    registration.validity = DateRange(dt.date(2026, 8, 20), None)
    registration.save()
    with pytest.raises(ClaimRefused, match="2026-07 没有灵活就业登记"):
        drafted(city, person)
    assert drafted(city, person, Months(dt.date(2026, 8, 1), SEPTEMBER)).amount == Decimal("1200.00")


def test_it_leaves_with_all_its_papers_that_are_not_too_old(city, person):
    claim = drafted(city, person)
    with pytest.raises(ClaimRefused, match="居民身份证、就业证件"):
        submit(application=claim, worker=city.worker, at=NOW)
    for material in (Material.IDENTITY, Material.CERTIFICATE, Material.VOUCHER, Material.BANK_BOOK):
        give(city, claim, material)
    give(city, claim, Material.DECLARATION, dated=dt.date(2025, 10, 11))
    with pytest.raises(ClaimRefused, match="2025-10-11 的已超过 12 个月"):
        submit(application=claim, worker=city.worker, at=NOW)
    give(city, claim, Material.DECLARATION, number=2)

    assert submit(application=claim, worker=city.worker, at=NOW, lot=never).status == "pending"


def test_it_is_computed_anew_when_it_is_sent(city, person):
    claim = with_papers(city, drafted(city, person))
    fact(person, FactKind.BUSINESS_LICENCE, dt.date(2026, 9, 3))
    sent = submit(application=claim, worker=city.worker, at=NOW, lot=never)

    assert sent.amount == Decimal("1200.00")
    september = sent.lines.filter(month=SEPTEMBER)
    assert {line.reason for line in september} == {LineReason.BUSINESS_OWNER}


def test_four_levels_decide_and_the_city_where_it_looks(city, person):
    claim = with_papers(city, drafted(city, person))
    claim = submit(application=claim, worker=city.worker, at=NOW, lot=lambda _: 0)
    assert claim.city_because == CityLook.SAMPLE
    for officer in (city.second_worker, city.street_officer, city.district_officer):
        claim = decided(claim, officer)
        assert claim.status == "pending"
    assert decided(claim, city.city_officer).status == "approved"
    with pytest.raises(DecisionRefused):
        decided(claim, city.city_officer)


def test_the_worker_who_filed_and_one_officer_do_not_sit_twice(city, person):
    claim = submitted(city, person)
    claim = decided(claim, city.second_worker)
    with pytest.raises(DecisionRefused):
        decided(claim, city.second_worker)


def test_what_was_returned_is_corrected_and_goes_on_where_it_was(city, person):
    claim = decided(submitted(city, person), city.second_worker)
    claim = decided(claim, city.street_officer, Decision.RETURN)
    other = member(HouseholdFactory(area=city.community))
    with pytest.raises(ClaimRefused, match="不能改"):
        rewrite(application=claim, claim=new_claim(other), worker=city.worker, at=NOW)
    two = Months(JULY, dt.date(2026, 8, 1))
    claim = rewrite(application=claim, claim=new_claim(person, two), worker=city.worker, at=NOW)
    assert claim.amount == Decimal("1200.00")
    claim = submit(application=claim, worker=city.worker, at=NOW)
    assert (claim.step, claim.city_because) == (2, "")
    with pytest.raises(ClaimRefused, match="已提交"):
        rewrite(application=claim, claim=new_claim(person), worker=city.worker, at=NOW)


def enacted(city, parameter, value, since):
    document = Document.objects.get(number="哈人社发〔2010〕230号")
    enact(Enactment(parameter, value, city.city, since, document, "六"), actor=city.city_officer, at=NOW)


def test_an_approved_claim_keeps_its_amounts_when_policy_changes(city, person):
    claim = granted(city, person)
    before = list(claim.lines.order_by("pk").values_list("amount", "reason"))
    enacted(city, SB_FLEX_CAP_RATIO, "1/2", dt.date(2026, 1, 1))

    claim.refresh_from_db()
    assert list(claim.lines.order_by("pk").values_list("amount", "reason")) == before
    assert claim.terms["cap_ratio"]["value"] == "2/3"
    assert drafted(city, person, Months(dt.date(2026, 4, 1), dt.date(2026, 6, 1))).amount == Decimal("1350.00")


def test_the_first_month_granted_settles_the_term(city, person):
    granted(city, person)
    later = drafted(city, person, Months(dt.date(2026, 4, 1), dt.date(2026, 6, 1)))
    assert later.members.get().first_approved == JULY


def test_somebody_known_to_the_officer_is_decided_by_another(city, person):
    claim = submitted(city, person)
    assert Claim.objects.waiting_for(city.second_worker, on=NOW.date()).filter(pk=claim.pk).exists()
    city.second_worker.id_number = person.id_number
    city.second_worker.id_digest = None
    assert not Claim.objects.waiting_for(city.second_worker, on=NOW.date()).filter(pk=claim.pk).exists()


def test_a_scheme_has_its_own_kind_of_payee(city, person):
    with pytest.raises(ClaimRefused, match="申请人不对"):
        draft(claim=new_claim(person, scheme=Scheme.ENTERPRISE), worker=city.worker, at=NOW)
    with pytest.raises(ClaimRefused, match="申请人不对"):
        draft(claim=new_claim(person, members=(told(person), told(person))), worker=city.worker, at=NOW)
    with pytest.raises(ClaimRefused, match="截止月份"):
        draft(claim=new_claim(person, months=Months(SEPTEMBER, JULY)), worker=city.worker, at=NOW)
    assert QUARTER.last == SEPTEMBER


def test_who_was_laid_off_by_a_merger_gets_a_share_of_last_years_contributions_besides(city, person):
    """S3-21: "4050", in flexible employment, 并轨, with contributions of the year before; beside the other subsidy."""
    drafted(city, person)
    said = {"payments": (), "contributions": (Contribution(2025, {Insurance.PENSION: Decimal("7200.10")}),)}
    member = replace(told(person), **said)
    with pytest.raises(ClaimRefused, match="不属于并轨人员"):
        drafted(city, person, None, scheme=Scheme.LAST_YEAR, members=(member,))
    fact(person, FactKind.MERGED, dt.date(2005, 1, 1), employer="红星厂")
    claim = drafted(city, person, None, scheme=Scheme.LAST_YEAR, members=(member,))

    assert claim.amount == Decimal("2160.03")
    assert (claim.first_month, claim.last_month) == (dt.date(2025, 1, 1), dt.date(2025, 12, 1))
    with pytest.raises(ClaimRefused, match="不能重复享受"):
        drafted(city, person, None, scheme=Scheme.LAST_YEAR, members=(member,))
