"""Work handed over: something, to somebody else, for a reason."""

from assistance.models import WorkTransfer
from tests.rows import DAY, NOON

from . import breaks, refused


def transfer(city, **values):
    people = {"leaving": city.worker, "successor": city.second_worker, "made_by": city.street_officer}
    common = {"area": city.community, "on": DAY, "reason": "离职", "families": 1, "measures": 0, "charges": 0}
    return WorkTransfer.objects.create(**people | common | {"made_at": NOON} | values)


@breaks("work_transfer_is_to_somebody_else")
def test_work_goes_to_somebody_else(city, constraint):
    with refused(constraint):
        transfer(city, successor=city.worker)


@breaks("work_transfer_says_why")
def test_a_hand_over_says_why(city, constraint):
    with refused(constraint):
        transfer(city, reason="")


@breaks("work_transfer_moves_something")
def test_a_hand_over_moves_something(city, constraint):
    with refused(constraint):
        transfer(city, families=0)
