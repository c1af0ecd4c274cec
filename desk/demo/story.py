"""Half a year of the demo city, day by day, through the same actions the officers use."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from zoneinfo import ZoneInfo

from accounts.actions import system_user
from accounts.models import Area, User
from approvals import actions as approvals
from approvals.workflow import IN_OFFICE, Decision, Status
from desk import actions as desk
from households.actions import certification as certifying
from households.actions import exits, registrations
from households.actions.reviews import request_review
from households.actions.surveys import record_survey
from households.enums import Evidence, ExitReason, RegistrationKind
from households.models import Certification, HardToEmploySpell, Household, MonthlyConfirmation, ZeroFamilyCase
from policy.deadlines import Calendar
from policy.models import calendar

from . import paperwork, second_looks
from .areas import Offices
from .certificates import Register
from .families import After, Builder, Family, spread
from .helping import Help
from .identities import Identities
from .papers import gather, put_up
from .photos import form_photo

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = 200
PUBLISHING = dt.timedelta(days=95)  # each month is compared with all that were published before it
PATIENCE = {1: 1, 2: 2, 3: 2}  # days an officer lets a case lie
COMMENTS = {
    "return": "缺少失业登记证明，请补充后再报。",
    "refuse": "入户核实有成员在外务工，不符合条件。",
    "uphold": "经核查，异议属实。",
    "review": "本人认为在外务工属临时帮工，不应计为就业。",
    "sustain": "经核对用工单位证明，原决定认定事实清楚，依据正确。",
    "dismiss": "经核查，异议不属实，重新公示。",
}


@dataclass
class Case:
    """A family on its way: the certification under way, and what is still to come."""

    family: Family
    household: Household
    certification: Certification | None = None
    pending: list[After] = field(default_factory=list)
    certified_on: dt.date | None = None
    had_mishap: bool = False


class Story:
    """Plays the city from ``DAYS`` days before ``until`` to ``until``; the same seed gives the same city."""

    def __init__(self, offices: Offices, *, seed: int, until: dt.date) -> None:
        self.offices, self.until = offices, until
        self.random = Random(seed)  # noqa: S311 -- a play, no secret
        self.builder = Builder(Identities(self.random), until)
        self.register = Register(offices, until)
        self.help = Help(offices, seed=seed, until=until)
        self.calendar: Calendar = calendar()
        self.cases: list[Case] = []
        self.arrivals: dict[dt.date, list[tuple[Area, Family]]] = {}
        for community, family in spread(self.random.randrange, len(offices.communities)):
            day = until - dt.timedelta(days=family.days_ago)
            self.arrivals.setdefault(day, []).append((offices.communities[community], family))

    def play(self, *, publish: Callable[[dt.date, dt.datetime], None]) -> None:
        """Play every day; ``publish`` is called on the 24th of the last three months with the day and its moment."""
        day = self.until - dt.timedelta(days=DAYS)
        while day <= self.until:
            at = dt.datetime.combine(day, dt.time(9, 30), SHANGHAI)
            if day.day == 1:
                desk.refresh(area=self.offices.city, on=day, actor=system_user(), at=at)
            for community, family in self.arrivals.get(day, ()):
                self._survey(community, family, at)
            if self.calendar.is_working_day(day):
                for case in self.cases:
                    self._work(case, day, at)
                self._confirm(day, at)
                self.help.play(day, at)
            self.help.watch(day, at)
            paperwork.happen(self.offices, day, at, until=self.until)
            self.register.play(day, at)
            if day.day == 24 and day > self.until - PUBLISHING:
                publish(day, at)
            day += dt.timedelta(days=1)
        second_looks.play(self.offices, until=self.until, at=dt.datetime.combine(self.until, dt.time(17), SHANGHAI))

    def _worker(self, case: Case) -> User:
        return self.offices.workers[case.household.area_id]

    def _survey(self, community: Area, family: Family, at: dt.datetime) -> None:
        survey = self.builder.survey(family)
        record = record_survey(survey=survey, household=None, worker=self.offices.workers[community.pk], at=at)
        case = Case(family, record.household, pending=list(family.after))
        self.cases.append(case)
        if family.applies:
            case.certification = self._apply(case, at)

    def _apply(self, case: Case, at: dt.datetime) -> Certification | None:
        person = None
        if case.family.applies == "person":
            person = case.household.memberships.order_by("pk")[0].person
        try:
            certification = certifying.apply_for_certification(
                household=case.household, person=person, worker=self._worker(case), at=at
            )
        except certifying.ApplicationRefused:
            return None  # the rules find no ground that day: the family stays in the list of findings
        gather(certification, worker=self._worker(case), at=at)
        return certification

    def _work(self, case: Case, day: dt.date, at: dt.datetime) -> None:
        certification = case.certification
        if certification is not None and certification.status not in (Status.APPROVED, Status.REFUSED):
            self._climb(case, certification, day, at)
        if case.certified_on is not None:
            for event in [e for e in case.pending if (day - case.certified_on).days >= e.days]:
                case.pending.remove(event)
                self._happen(case, event, day, at)

    def _climb(self, case: Case, certification: Certification, day: dt.date, at: dt.datetime) -> None:
        if certification.status == Status.RETURNED:
            if case.family.mishap == "return":
                case.certification = approvals.submit(application=certification, actor=self._worker(case), at=at)
            return
        if certification.status not in IN_OFFICE or certification.opens_on is None:
            return
        step = certification.step or 0
        if case.family.mishap in ("uphold", "dismiss") and not case.had_mishap and step == 2:
            case.had_mishap = True
            case.certification = approvals.object_to(
                application=certification, text="群众反映该户有经营收入。", actor=self._worker(case), at=at
            )
            return
        waited = (day - certification.opens_on).days
        if waited < PATIENCE[certification.chain.reviewed(step)] or step == case.family.stays_at:
            return
        self._decide(case, certification, step, at)

    def _decide(self, case: Case, certification: Certification, step: int, at: dt.datetime) -> None:
        decision, comment = self._opinion(case, certification, step)
        if decision is None:
            case.certification = approvals.withdraw(
                application=certification, reason="本人已找到工作，申请撤回。", actor=self._worker(case), at=at
            )
            case.family = Family(0, ())
            return
        try:
            case.certification = certifying.decide(
                certification=certification, actor=self._officer(case, step), decision=decision, comment=comment, at=at
            )
        except approvals.DecisionRefused:
            return  # waits for another day, as it would for a person
        if decision is Decision.REFUSE:
            case.certification = request_review(
                application=case.certification, reason=COMMENTS["review"], worker=self._worker(case), at=at
            )
        if case.certification.status == Status.APPROVED:
            case.certified_on = case.certification.certified_on
        if decision in (Decision.APPROVE, Decision.DISMISS) and step == 1:
            put_up(case.certification, worker=self._worker(case), at=at)

    def _opinion(self, case: Case, certification: Certification, step: int) -> tuple[Decision | None, str]:
        mishap = case.family.mishap
        if certification.status == Status.IN_REVIEW:
            return Decision.SUSTAIN, COMMENTS["sustain"]
        if certification.status == Status.OBJECTED:
            return Decision.UPHOLD if mishap == "uphold" else Decision.DISMISS, COMMENTS[mishap]
        if step == 2 and not case.had_mishap and mishap in ("return", "returned", "refuse", "withdraw"):
            case.had_mishap = True
            if mishap == "withdraw":
                return None, ""
            decision = Decision.REFUSE if mishap == "refuse" else Decision.RETURN
            return decision, COMMENTS["refuse" if mishap == "refuse" else "return"]
        return Decision.APPROVE, ""

    def _officer(self, case: Case, step: int) -> User:
        community = case.household.area
        street = community.parent_id or 0
        if step == 1:
            return self.offices.directors[community.pk]
        if step == 2:
            return self.offices.streets[street]
        return self.offices.districts[Area.objects.get(pk=street).parent_id or 0]

    def _happen(self, case: Case, event: After, day: dt.date, at: dt.datetime) -> None:
        person = case.household.memberships.order_by("pk")[event.member].person
        if event.what in ("job", "jobless"):
            kind = event.kind if event.what == "job" else RegistrationKind.UNEMPLOYED
            registrations.register(
                person=person,
                registration=registrations.NewRegistration(kind=kind, since=day),
                worker=self._worker(case),
                at=at,
            )
        elif event.what == "apply":
            case.certification = self._apply(case, at)
            case.certified_on = None
        else:
            self._exit(case, event, day, at)

    def _exit(self, case: Case, event: After, day: dt.date, at: dt.datetime) -> None:
        ended: list[HardToEmploySpell | ZeroFamilyCase] = [
            *case.household.zero_cases.filter(ended_on=None),
            *case.household.spells.filter(exited_on=None),
        ]
        for ends in ended:
            signed = [form_photo()] if event.reason in exits.LOSSES else []
            proposal = exits.Proposal(
                ExitReason(event.reason),
                day,
                "社区两次入户核实并由本人签字确认。",
                scans=signed,
                scanned=Evidence.STATEMENT,
            )
            proposed = exits.propose_exit(ends=ends, proposal=proposal, worker=self._worker(case), at=at)
            officer = self.offices.streets[case.household.area.parent_id or 0]
            exits.decide(application=proposed, actor=officer, decision=Decision.APPROVE, comment="", at=at)

    def _confirm(self, day: dt.date, at: dt.datetime) -> None:
        """Each worker confirms some of the month's people; this month's last ones stay open."""
        for area, worker in self.offices.workers.items():
            open_rows = MonthlyConfirmation.objects.open().filter(spell__household__area=area, month=day.replace(day=1))
            rows = list(enumerate(open_rows.order_by("pk").values_list("pk", flat=True)))
            left_open = 3 if day.replace(day=1) == self.until.replace(day=1) else 0
            due = [pk for number, pk in rows[left_open:] if (number + day.day) % 6 == 0]
            if due:
                registrations.confirm_month(confirmations=due, worker=worker, at=at)
