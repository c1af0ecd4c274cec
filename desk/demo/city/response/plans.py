"""一人一策 of who was certified: made soon after, reviewed every month, its measures carried out one after another."""

import datetime as dt
from itertools import pairwise

from assistance.models import Measure, Plan, PlanReview
from assistance.rules.templates import TEMPLATES, Template, template_of
from desk.demo.city.homes import Home, Spell
from households.enums import EMPLOYMENT_KINDS, Category, FactKind
from policy.deadlines import ONE_DAY
from policy.parameters import PLAN_REVIEW_MONTHS

from .hands import Hands, at

PLANNED, CARRIED_OUT = 0.93, 0.96
REVIEWED_AFTER = (20, 28)  # days: within the month the article allows
LATE = 0.15  # of the reviews due about now, not done yet
SITUATION, FINDING, OUTCOME = "愿意就业，希望离家较近、收入稳定。", "措施按计划进行，继续执行。", "已落实，本人满意。"


class Plans:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    def make(self, home: Home, spell: Spell) -> None:
        """The plan of a case, unless work came first or nobody has got round to it."""
        hands = self.hands
        opened_on = hands.worked_after(spell.on, 2, 15)
        last = min(spell.idle_until or hands.until, hands.until)
        if opened_on > last or not hands.often(PLANNED):
            return
        template = _template(spell)
        reviewed = self._review_days(opened_on, last)
        source = hands.rules.value(PLAN_REVIEW_MONTHS, opened_on).source
        needs = [str(need) for need in template.needs]
        said = (template.segment, template.health or "", needs, SITUATION, reviewed[-1], source)
        plan = hands.sheets[Plan].add(spell.key, 1, *said, home.seat.worker, at(opened_on))
        reviews = hands.sheets[PlanReview]
        for day, following in pairwise(reviewed):
            reviews.add(plan, day, FINDING, following, home.seat.worker, at(day))
        self._carry_out(plan, template, opened_on, min(spell.exited_on or hands.until, hands.until), home.seat.worker)

    def _review_days(self, opened_on: dt.date, last: dt.date) -> list[dt.date]:
        """The days on which the plan was reviewed, and the one on which it is next."""
        hands, days = self.hands, [opened_on + self.hands.number(*REVIEWED_AFTER) * ONE_DAY]
        while days[-1] <= last and not (days[-1] > hands.until - 12 * ONE_DAY and hands.often(LATE)):
            days.append(days[-1] + hands.number(*REVIEWED_AFTER) * ONE_DAY)
        return days

    def _carry_out(self, plan: int, template: Template, opened_on: dt.date, last: dt.date, worker: int) -> None:
        hands, measures = self.hands, self.hands.sheets[Measure]
        for place, (channel, what) in enumerate(template.measures, 1):
            due_on = opened_on + 21 * place * ONE_DAY
            done_on = hands.worked_after(opened_on, 3, 24 * place)
            is_done = done_on <= last and hands.often(CARRIED_OUT)
            done = (done_on, OUTCOME, worker, at(done_on)) if is_done else (None, "", None, None)
            measures.add(plan, channel, what, worker, due_on, *done)


def _template(spell: Spell) -> Template:
    somebody = spell.somebody
    return TEMPLATES[
        template_of(
            has_a_trade=bool(somebody.profile["skills"]),
            has_worked=any(job.kind in EMPLOYMENT_KINDS and job.first < spell.on for job in somebody.jobs),
            is_older=Category.C01 in spell.categories,
            is_frail=any(known.kind is FactKind.DISABILITY_CERTIFICATE for known in somebody.facts),
        )
    ]
