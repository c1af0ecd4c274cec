"""Eight connections file, approve and pay claims for the same people and months all at once, on the real database."""

import random
import threading
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import OperationalError, connection
from django.db.models import Count, F, Sum

from accounts.enums import Role
from policy.deadlines import add_months
from subsidies.actions import batches, returns
from subsidies.actions.refusing import ClaimRefused
from subsidies.enums import Scheme
from subsidies.models import Batch, Claim, ClaimLine, Fund, Payment
from subsidies.payment_enums import STANDING, PaymentStatus
from subsidies.rules.months import Months
from tests import factories
from tests.claiming import JULY, NOW, flexible, granted
from tests.paying import answer, bank_format, finance, fund
from tests.setting import load_policy_for, small_city

CONNECTIONS, ROUNDS, PEOPLE = 8, 12, 8
REFUSED = (ClaimRefused, batches.BatchRefused, returns.ReturnRefused, OperationalError)
SEASONS = [Months(add_months(JULY, back), add_months(JULY, back + 2)) for back in (0, -3, -6)]


def random_months(dice):
    """Some months that overlap with others'."""
    first = add_months(JULY, dice.randint(-5, 1))
    return Months(first, add_months(first, dice.randint(0, 1)))


class Office(threading.Thread):
    """One connection, doing what comes up; what is refused it leaves."""

    def __init__(self, city, people, seed, desks):
        super().__init__()
        self.city, self.people, self.dice, self.desks = city, people, random.Random(seed), desks  # noqa: S311 -- a dice for tests
        self.faults, self.filed = [], 0

    def run(self):
        try:
            for _ in range(ROUNDS):
                self.tried(self.file)
                self.tried(self.pay)
                self.tried(self.settle)
        except Exception as fault:
            self.faults.append(fault)
        finally:
            connection.close()

    def tried(self, act):
        with suppress(*REFUSED):  # taken by another, or ended by PostgreSQL to be done anew
            act()

    def file(self):
        granted(self.city, self.dice.choice(self.people), random_months(self.dice))
        self.filed += 1

    def pay(self):
        wanted = batches.NewBatch(Scheme.FLEXIBLE, self.dice.choice(SEASONS), self.desks["fund"], True)
        batch = batches.make(batch=wanted, officer=self.city.district_officer, at=NOW)
        if self.dice.random() < 0.2:
            batches.dissolve(batch=batch, reason="重编", officer=self.city.district_officer, at=NOW)
            return
        batches.sign(batch=batch, officer=self.desks["second"], at=NOW)
        batches.confirm(batch=batch, officer=self.desks["finance"], at=NOW)
        batches.send(batch=batch, bank_format=self.desks["format"], officer=self.city.district_officer, at=NOW)

    def settle(self):
        batch = Batch.objects.filter(status="sent").order_by("?").first()
        if batch is not None:
            said = {payment: "账号不存在" if payment.pk % 5 == 0 else "" for payment in batch.payments.all()}
            returns.enter(batch=batch, content=answer(said), officer=self.city.district_officer, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_granted_or_paid_twice_whatever_runs_at_once():
    city = small_city()
    load_policy_for(city.city)
    people = [flexible(city) for _ in range(PEOPLE)]
    second = factories.UserFactory(area=city.district, role=Role.DISTRICT_OFFICER)
    desks = {"fund": fund(city, "20000.00"), "format": bank_format(city), "second": second, "finance": finance(city)}
    offices = [Office(city, people, seed, desks) for seed in range(CONNECTIONS)]
    for office in offices:
        office.start()
    for office in offices:
        office.join()
    assert not [fault for office in offices for fault in office.faults]
    assert sum(office.filed for office in offices) > PEOPLE
    assert Payment.objects.filter(status=PaymentStatus.PAID).exists()

    live = ClaimLine.objects.filter(is_live=True).values("person", "item", "month").annotate(times=Count("pk"))
    assert not live.filter(times__gt=1)
    standing = Payment.objects.filter(status__in=STANDING).values("claim").annotate(times=Count("pk"))
    assert not standing.filter(times__gt=1)
    sums = Claim.objects.annotate(of=Sum("lines__amount"))
    assert not sums.exclude(status="draft").exclude(amount=F("of"))
    totals = Batch.objects.annotate(of=Sum("payments__amount"), times=Count("payments"))
    assert not totals.exclude(amount=F("of"), count=F("times"))
    assert not Payment.objects.exclude(amount=F("claim__amount"))
    left = Fund.objects.with_left().get().left
    used = Payment.objects.filter(status__in=STANDING).aggregate(of=Sum("amount"))["of"]
    assert left == Decimal("20000.00") - used >= 0
