"""The paper around a certification."""

from tests.rows import DAY, ONE_DAY, certification, home_visit, material_shown

from . import breaks, refused


@breaks("home_visit_is_recorded_afterwards")
def test_a_visit_is_recorded_after_it_was_made(city, home, constraint):
    with refused(constraint):
        home_visit(certification(home), city.worker, visited_on=DAY + ONE_DAY)


@breaks("home_visit_says_who_went_and_what_was_found")
def test_a_visit_says_who_went_and_what_was_found(city, home, constraint):
    case = certification(home)
    for empty in ("visitors", "findings"):
        with refused(constraint):
            home_visit(case, city.worker, **{empty: ""})


@breaks("material_is_issued_before_it_is_shown")
def test_a_paper_is_issued_before_it_is_shown(city, home, constraint):
    with refused(constraint):
        material_shown(certification(home), city.worker, issued_on=DAY + ONE_DAY)
