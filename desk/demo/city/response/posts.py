"""Posts offered to the people of a big city, what they answered, and the stories of those who took one."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assistance.enums import Answer, Channel, Informed, PlacementSource, Workplace
from assistance.models import EmploymentNotice, Offer, Placement, RefusalLook
from assistance.rules.refusals import OfferFacts, OfferResult, PostTerms, result_of
from desk.demo.city.homes import Home, Spell
from desk.demo.city.people import Job
from desk.demo.helping import POSTS
from households.enums import FactKind, RegistrationKind
from households.rules.facts import Term
from policy.deadlines import ONE_DAY
from policy.parameters import VALID_POST_MAX_COMMUTE_MINUTES, VALID_POST_MINIMUM_WAGE

from .hands import Hands, at

BETWEEN = (70, 140)  # days from one offer to the next
TOLD, INFORMED, CAME_OF_AN_OFFER = 0.93, 0.92, 0.5
JUSTIFIED, DOCUMENTED = 0.15, 0.8
CONTRACTED, CONTRACT_DAYS = 0.6, (182, 365, 365, 730)
SOURCES = (PlacementSource.COMMUNITY, PlacementSource.INDUSTRY, PlacementSource.PRIVATE, PlacementSource.LABOUR_EXPORT)
CHANNELS = (Channel.SKILL, Channel.COMMUNITY_HELP, Channel.LABOUR_SERVICE_ENTERPRISE)
OPINION = "岗位符合条件，拒绝无正当理由。"


class Posts:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    def offer(self, home: Home, spell: Spell) -> None:
        """The posts offered while somebody was out of work; of the work that came of it, its story."""
        hands, last = self.hands, min(spell.idle_until or self.hands.until, self.hands.until)
        on = hands.worked_after(spell.on, 10, 90)
        while on <= last - 7 * ONE_DAY:
            self._refused_or_open(home, spell, on)
            on = hands.worked_after(on, *BETWEEN)
        if spell.job is not None:
            self._place(home, spell, spell.job)

    def _refused_or_open(self, home: Home, spell: Spell, made_on: dt.date) -> None:
        hands = self.hands
        answered_on = hands.worked_after(made_on, 1, 9)
        if answered_on > hands.until:
            self._made(home, spell, made_on)
            return
        justified = hands.often(JUSTIFIED)
        evidence = "住院证明" if justified else "本人签字的拒绝声明" if hands.often(DOCUMENTED) else ""
        said = (Answer.REFUSED, answered_on, "正在住院" if justified else "不愿从事该岗位", justified, evidence)
        self._made(home, spell, made_on, said)

    def _made(self, home: Home, spell: Spell, on: dt.date, said: tuple[Any, ...] = ("", None, "", False, "")) -> int:
        hands, rules = self.hands, self.hands.rules
        employer, position, wage = hands.one_of(POSTS)
        minutes = hands.number(2, 14) * 5
        lowest, longest = (rules.value(term, on) for term in (VALID_POST_MINIMUM_WAGE, VALID_POST_MAX_COMMUTE_MINUTES))
        source = "；".join(dict.fromkeys((lowest.source, longest.source)))[:400]
        terms = (lowest.value, longest.value, source, home.seat.worker, at(on))
        key = hands.sheets[Offer].add(spell.somebody.key, on, employer, position, wage, minutes, *said, *terms)
        answer, answered_on, refusal, justified, evidence = said
        if answer == Answer.REFUSED:
            facts = OfferFacts(
                on,
                Decimal(wage),
                accepted=False,
                commute_minutes=minutes,
                justified=justified,
                documented=bool(evidence),
            )
            judged_by = PostTerms(Term(lowest.value, source), Term(longest.value, source))
            if result_of(facts, judged_by) is OfferResult.COUNTED:
                self._look(home, key, refusal, answered_on)
        return key

    def _look(self, home: Home, offer: int, refusal: str, asked_on: dt.date) -> None:
        """The street looks into a refusal that counts."""
        hands, (_, street, _) = self.hands, home.seat.desks
        decided_on = hands.worked_after(asked_on, 1, 12)
        decided = (True, OPINION, street, at(decided_on)) if decided_on <= hands.until else (None, "", None, None)
        asked = (refusal, home.seat.worker, at(asked_on))
        hands.sheets[RefusalLook].add(offer, RefusalLook.Stage.REVIEW, *asked, *decided)

    # --- Work --------------------------------------------------------------------------------------------------------

    def _place(self, home: Home, spell: Spell, job: Job) -> None:
        hands, told_on = self.hands, self.hands.worked_after(job.first, 0, 10)
        for office in _offices(home, spell, job):
            if told_on <= hands.until and hands.often(INFORMED):
                hands.sheets[EmploymentNotice].add(job.key, office, told_on, "已办理", home.seat.worker, at(told_on))
        if told_on > hands.until or not hands.often(TOLD):
            return
        made_on, offer = job.first - hands.number(2, 9) * ONE_DAY, None
        if made_on >= spell.on and hands.often(CAME_OF_AN_OFFER):
            offer = self._made(home, spell, made_on, (Answer.ACCEPTED, made_on + ONE_DAY, "", False, ""))
        contract = hands.one_of(CONTRACT_DAYS) if hands.often(CONTRACTED) else 0
        until = job.first + contract * ONE_DAY if contract else None
        is_post = job.kind is RegistrationKind.PUBLIC_WELFARE_POST
        channel = Channel.PUBLIC_WELFARE_POST if is_post else hands.one_of(CHANNELS)
        source = PlacementSource.COMMUNITY if is_post else hands.one_of(SOURCES)
        is_away = source is PlacementSource.LABOUR_EXPORT
        where = (Workplace.AWAY, "辽宁省", "市劳务输出中心") if is_away else (Workplace.DISTRICT, "", "")
        terms = (bool(contract), until, bool(contract), home.seat.worker, at(told_on))
        hands.sheets[Placement].add(job.key, channel, source, offer, *where, *terms)
        spell.contract_until = until


def _offices(home: Home, spell: Spell, job: Job) -> Iterator[Informed]:
    """Who has to be told of the work, as ``placements.with_offices_due`` finds."""
    facts = [known for member in home.family.members for known in member.facts]
    if any(known.kind is FactKind.LOW_INCOME and known.first <= job.first for known in facts):
        yield Informed.LOW_INCOME
    if any(one.kind is RegistrationKind.UNEMPLOYED and one.last == job.first - ONE_DAY for one in spell.somebody.jobs):
        yield Informed.UNEMPLOYMENT_INSURANCE
