"""补贴项目: by which parameters of policy each is claimed. Pure; the values stand in policy, by area and day."""

from collections.abc import Mapping
from dataclasses import dataclass

from policy import subsidy_parameters as values
from policy.kinds import Parameter
from subsidies.enums import INSURANCE_SCHEMES, PAYEES, Formula, Payee, Scheme


@dataclass(frozen=True, slots=True)
class SchemeTerms:
    """How a scheme is claimed: ``cycle`` and ``materials`` are parameters, ``formula`` a parameter or fixed by the
    article itself. Without a cycle it is claimed by the calendar year."""

    scheme: Scheme
    materials: Parameter
    cycle: Parameter | None = None
    formula: Parameter | Formula = Formula.EMPLOYER_PART

    @property
    def payee(self) -> Payee:
        return PAYEES[self.scheme]

    @property
    def family(self) -> tuple[Scheme, ...]:
        """The schemes whose months use up each other's term."""
        return INSURANCE_SCHEMES if self.scheme in INSURANCE_SCHEMES else (self.scheme,)


SCHEMES: Mapping[Scheme, SchemeTerms] = {
    terms.scheme: terms
    for terms in (
        SchemeTerms(Scheme.FLEXIBLE, values.SB_FLEX_MATERIALS, values.SB_FLEX_CYCLE, values.SB_FLEX_FORMULA),
        SchemeTerms(Scheme.ENTERPRISE, values.SB_ENTERPRISE_MATERIALS, values.SB_ENTERPRISE_CYCLE),
        SchemeTerms(Scheme.POST, values.SB_POST_MATERIALS, values.SB_POST_CYCLE),
        SchemeTerms(Scheme.POST_ALLOWANCE, values.SB_POST_MATERIALS, values.SB_ALLOWANCE_CYCLE, Formula.MONTHLY_AMOUNT),
        SchemeTerms(Scheme.LAST_YEAR, values.SB_FLEX_MATERIALS, formula=Formula.LAST_YEAR_SHARE),
    )
}
FILING = (
    values.SB_YEARLY_WINDOW,
    values.SB_MATERIAL_MONTHS,
    values.SB_NOTICE_SCHEMES,
    values.SB_CITY_ABOVE,
    values.SB_CITY_SAMPLE,
)
