"""补贴申请: a month of a person is live once, and what was submitted stays as it was computed."""

from decimal import Decimal

from subsidies.models import Claim, ClaimLine
from tests.employing import employer
from tests.factories import HouseholdFactory, member
from tests.rows import DAY, ONE_DAY, claim
from tests.subsidy_rows import claim_line, claim_member

from . import breaks, refused

IN_OFFICE = {"status": "pending", "step": 1, "opens_on": DAY, "due_on": DAY}


def changed(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


@breaks(
    "claim_is_of_its_payee",
    "claim_is_for_whole_months",
    "claim_names_the_account_it_is_paid_to",
    "claim_is_of_some_yuan",
)
def test_a_claim_says_who_for_when_and_where_to(city, person, constraint):
    faults = {
        "claim_is_of_its_payee": [
            {"employer": employer(city.community)},
            {"payee": "employer"},
            {"person": None, "area": city.community},
        ],
        "claim_is_for_whole_months": [
            {"first_month": DAY + ONE_DAY},
            {"last_month": DAY + ONE_DAY},
            {"last_month": DAY.replace(month=8)},
        ],
        "claim_names_the_account_it_is_paid_to": [{"account_name": ""}, {"bank": ""}, {"account": ""}],
        "claim_is_of_some_yuan": [{"amount": Decimal(-1)}],
    }
    for values in faults[constraint]:
        with refused(constraint):
            claim(**{"person": person} | values)


@breaks("claim_is_for_each_person_once", "claim_member_gets_nothing_where_refused")
def test_a_claim_is_for_each_person_once_who_gets_nothing_where_refused(person, constraint):
    own = claim(person)
    if constraint == "claim_is_for_each_person_once":
        claim_member(own)
        with refused(constraint):
            claim_member(own)
        return
    for values in ({"reasons": ["NOTHING_TO_PAY"], "amount": Decimal(1)}, {"amount": Decimal(-1)}):
        with refused(constraint):
            claim_member(own, **values)


@breaks("claim_member_known_by_its_person")
def test_a_member_is_known_by_claim_and_person(person, constraint):
    """What the line's foreign key points to; the primary key alone would let it name somebody else."""
    made = claim_member(claim(person))
    with refused("subsidies_claimmember_pkey"):  # the same again is refused before by its own key
        type(made).objects.bulk_create([made])
    assert constraint in {known.name for known in type(made)._meta.constraints}


@breaks("claim_member_contract_ends_after_it_began")
def test_a_contract_ends_after_it_began(person, constraint):
    own = claim(person)
    for values in ({"contract_until": DAY}, {"contract_from": DAY, "contract_until": DAY - ONE_DAY}):
        with refused(constraint):
            claim_member(own, **values)


@breaks("claim_line_of_a_person_month_and_item_is_live_once")
def test_a_month_of_a_person_is_live_once_across_claims_and_schemes(city, person, constraint):
    claim_line(claim_member(claim(person)))
    post = claim(None, area=city.community, scheme="post", payee="employer", employer=employer(city.community))
    of_employer = claim_member(post, person)
    with refused(constraint):
        claim_line(of_employer)
    claim_line(of_employer, item="medical")
    claim_line(of_employer, reason="NOT_PAID", is_live=False, amount=Decimal(0))


@breaks("claim_line_stands_once_in_a_claim")
def test_a_line_stands_once_in_a_claim(person, constraint):
    own = claim_member(claim(person))
    nothing = {"reason": "NOT_PAID", "is_live": False, "amount": Decimal(0)}
    claim_line(own, **nothing)
    with refused(constraint):
        claim_line(own, **nothing)


@breaks("claim_line_is_of_a_whole_month", "claim_line_only_of_a_granted_month_is_live_or_paid")
def test_a_line_is_of_a_month_that_is_granted_or_not(person, constraint):
    faults = {
        "claim_line_is_of_a_whole_month": [{"month": DAY + ONE_DAY}],
        "claim_line_only_of_a_granted_month_is_live_or_paid": [
            {"reason": "NOT_PAID"},
            {"reason": "NOT_PAID", "amount": Decimal(0)},
            {"amount": Decimal(-1)},
        ],
    }
    own = claim_member(claim(person))
    for values in faults[constraint]:
        with refused(constraint):
            claim_line(own, **values)


@breaks("claim_line_agrees_with_its_member")
def test_a_line_is_of_its_members_claim_and_person(city, person, constraint):
    own, other = claim_member(claim(person)), member(HouseholdFactory(area=city.community))
    for values in ({"person_id": other.pk}, {"claim_id": claim(other).pk}):
        with refused(constraint):
            claim_line(own, **values)


@breaks("claim_line_is_live_as_its_claim")
def test_a_line_is_live_as_long_as_its_claim(person, constraint):
    own = claim(person)
    line = claim_line(claim_member(own))
    with refused(constraint):
        changed(line, is_live=False)
    with refused(constraint):
        claim_line(line.member, item="medical", is_live=False)
    changed(own, status="withdrawn", amount=Decimal(100))
    line.refresh_from_db()
    assert not line.is_live
    with refused(constraint):
        changed(line, is_live=True)


@breaks("claim_line_stays_once_submitted")
def test_lines_change_only_while_their_claim_may_be_written(person, constraint):
    own = claim(person, amount=Decimal(100))
    line = claim_line(claim_member(own))
    changed(own, **IN_OFFICE)
    for act in (
        lambda: changed(line, amount=Decimal(99)),
        lambda: claim_line(line.member, item="medical"),
        lambda: ClaimLine.objects.filter(pk=line.pk).delete(),
    ):
        with refused(constraint):
            act()
    changed(own, status="returned", opens_on=None, due_on=None)
    changed(line, amount=Decimal(99))


@breaks("claim_stays_once_submitted", "claim_amount_is_the_sum_of_its_lines")
def test_a_submitted_claim_is_the_sum_of_its_lines_and_stays(person, constraint):
    own = claim(person, amount=Decimal(100))
    claim_line(claim_member(own))
    if constraint == "claim_amount_is_the_sum_of_its_lines":
        changed(own, amount=Decimal(101))
        with refused(constraint):
            changed(own, **IN_OFFICE)
        return
    changed(own, **IN_OFFICE)
    for values in ({"scheme": "post"}, {"last_month": DAY.replace(month=10)}, {"terms": {"a": 1}}):
        with refused(constraint):
            changed(own, **values)
    assert Claim.objects.get().amount == Decimal(100)
