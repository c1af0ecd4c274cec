"""残疾人证: what its number says of the disability. Pure.

Since the second generation of the certificate (2008) the number is the holder's ID number, a digit for the type and one
for the grade; a copy issued anew has ``B`` and a digit more. Earlier numbers say nothing.
"""

import re
from dataclasses import dataclass

from accounts.identifiers import halfwidth
from households.enums import Disability, DisabilityGrade

_SECOND_GENERATION = re.compile(r"\d{17}[\dX]([1-7])([1-4])(?:B\d)?")


@dataclass(frozen=True, slots=True)
class Graded:
    """The type and the grade of a disability."""

    disability: Disability
    grade: DisabilityGrade

    def __str__(self) -> str:
        return f"{self.disability.label}{self.grade.label}"


def graded_by(number: str) -> Graded | None:
    """What the number of a certificate says, however it is typed; None where it says nothing."""
    found = _SECOND_GENERATION.fullmatch(re.sub(r"\s", "", halfwidth(number)).upper())
    if found is None:
        return None
    return Graded(list(Disability)[int(found[1]) - 1], DisabilityGrade(int(found[2])))
