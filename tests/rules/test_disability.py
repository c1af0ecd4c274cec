"""What the number of a disability certificate says of the disability."""

import pytest

from households.enums import Disability, DisabilityGrade
from households.rules.disability import Graded, graded_by


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("23010319750601123442", Graded(Disability.LIMBS, DisabilityGrade.SECOND)),
        ("2301031975060112 3X 7 1", Graded(Disability.MULTIPLE, DisabilityGrade.FIRST)),
        ("２３０１０３１９７５０６０１１２３ｘ１４", Graded(Disability.SIGHT, DisabilityGrade.FOURTH)),
        ("23010319750601123453B1", Graded(Disability.INTELLECT, DisabilityGrade.THIRD)),
        ("23010319750601123482", None),  # there is no eighth type
        ("23010319750601123445", None),  # nor a fifth grade
        ("230103197506011234", None),
        ("哈残字7号", None),
        ("", None),
    ],
)
def test_the_last_two_digits_of_a_second_generation_number_are_type_and_grade(number, told):
    assert graded_by(number) == told


def test_it_reads_as_on_the_certificate():
    assert str(Graded(Disability.LIMBS, DisabilityGrade.SECOND)) == "肢体二级"
