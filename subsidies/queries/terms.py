"""The policy by which subsidies go, by area and day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Area
from households.queries.terms import terms_by_day
from policy import subsidy_parameters as values
from policy.kinds import Parameter
from policy.models import Held, held_on
from subsidies.enums import Cycle, Formula, Material, Scheme
from subsidies.rules.cycles import Rhythm
from subsidies.rules.facts import SubsidyTerms, TermsOn
from subsidies.schemes import FILING, SCHEMES


def terms_of(area: Area) -> TermsOn:
    """What is in force in ``area`` on any day. Where a value is missing on the day asked for, ParameterNotInForce is
    raised then."""
    return terms_by_day(SubsidyTerms, area)


@dataclass(frozen=True)
class Filing:
    """How a scheme is claimed on a day: in what rhythm, by which formula, with which papers, and who looks at it."""

    scheme: Scheme
    held: Held

    @property
    def formula(self) -> Formula:
        how = SCHEMES[self.scheme].formula
        return how if isinstance(how, Formula) else Formula(self.held[how.key].value)

    @property
    def rhythm(self) -> Rhythm | None:
        """None of what is claimed by the calendar year."""
        cycle = SCHEMES[self.scheme].cycle
        if cycle is None:
            return None
        return Rhythm(Cycle(self.held[cycle.key].value), self.held[values.SB_YEARLY_WINDOW.key].value)

    @property
    def materials(self) -> tuple[Material, ...]:
        return tuple(Material(code) for code in self.held[SCHEMES[self.scheme].materials.key].value)

    def months_fresh(self, material: Material) -> int | None:
        """For how many months a paper of this kind is good; None for good."""
        months: Mapping[str, int] = self.held[values.SB_MATERIAL_MONTHS.key].value
        return months.get(material)

    @property
    def city_above(self) -> Decimal | None:
        """Of more yuan than this the city looks at a claim; None where it does not for its amount."""
        above: Decimal | None = self.held[values.SB_CITY_ABOVE.key].value
        return above

    @property
    def city_share(self) -> Decimal:
        """Percent of the claims that the city looks at by lot."""
        share: Decimal = self.held[values.SB_CITY_SAMPLE.key].value
        return share

    @property
    def is_noticed(self) -> bool:
        return self.scheme in self.held[values.SB_NOTICE_SCHEMES.key].value


def filing_of(scheme: Scheme, area: Area, on: dt.date) -> Filing:
    """How ``scheme`` is claimed in ``area`` on the day ``on``, in one query. Raises ParameterNotInForce where a value
    asked for is missing."""
    terms = SCHEMES[scheme]
    own = [one for one in (terms.materials, terms.cycle, terms.formula) if isinstance(one, Parameter)]
    return Filing(scheme, held_on([*own, *FILING], on, area))
