"""Work handed over: something, to somebody else, for a reason."""

from tests.assistance.rows import transfer

from . import breaks, refused


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
    for kind in ("families", "measures", "preparations", "charges"):
        transfer(city, **{"families": 0, kind: 1})
    with refused(constraint):
        transfer(city, families=0)
