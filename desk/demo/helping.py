"""The response in the demo city, day by day: plans, promises, posts, services, visits, placements and warnings."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from accounts.actions import system_user
from accounts.models import Area, User
from assistance.actions import alerts, campaigns, offers, placements, plans, pledges, preparations, services, visits
from assistance.actions.looks import decide_look
from assistance.enums import (
    CALLBACKS,
    Answer,
    Channel,
    Continuity,
    PlacementSource,
    Reception,
    Rhythm,
    ServiceKind,
    VisitKind,
    VisitOutcome,
    VisitWay,
    Workplace,
)
from assistance.models import Offer
from assistance.queries import looks
from assistance.queries import placements as placed
from assistance.queries import plans as planned
from assistance.queries import pledges as promised
from assistance.queries import preparations as prepared
from assistance.queries import visits as visited
from assistance.queries.alerts import waiting
from assistance.rules.templates import TEMPLATES
from households.models import HardToEmploySpell, Person, Registration

from .areas import Offices
from .photos import form_photo

DAYS = 60  # before the last on which help begins
WATCHED, AT_LAST = (20, 9), (1, 0)  # days before the last on which warnings are looked for
WATCHED_AT_LAST = 2  # communities that are looked through on the last days alone
ANSWERED = 18
CAMPAIGN = (55, -45)
EACH_THIRD_IS_LEFT_OPEN = 3
ONE_DAY = dt.timedelta(days=1)
OFFICE = "按期为家庭中至少一名成员安排岗位，持续推荐就业，跟踪服务。"
FAMILY = "积极参加职业指导和培训，对推荐的岗位不挑不拣。"
POSTS = (
    ("和平副食品商店", "营业员", 2360),
    ("红旗物业公司", "保洁员", 2200),
    ("松江家政服务中心", "护理员", 2800),
    ("城北纸箱厂", "装订工", 1600),
)
SERVED = (
    (ServiceKind.GUIDANCE, "一对一职业指导，重新确定求职方向"),
    (ServiceKind.STARTUP_TRAINING, "报名参加创业培训班"),
    (ServiceKind.SEND_POLICY, "上门讲解灵活就业社保补贴政策"),
    (ServiceKind.SEND_POST, "送去本周岗位信息三条"),
    (ServiceKind.TRAINING, "报名参加家政服务员培训班"),
    (ServiceKind.POLICY_SERVED, "协助填写补贴申请表"),
)
EVENTS = (
    (ServiceKind.SEND_POST, "家门口招聘会", "12家单位进社区招聘"),
    (ServiceKind.SEND_POLICY, "政策宣讲会", "讲解就业援助和社保补贴政策"),
)


class Help:
    """Every community in its turn, each once in ten working days, from ``DAYS`` before ``until`` on."""

    def __init__(self, offices: Offices, *, seed: int, until: dt.date) -> None:
        self.offices, self.until = offices, until
        self.random = Random(seed)  # noqa: S311 -- a play, no secret
        self.turn = 0

    def play(self, day: dt.date, at: dt.datetime) -> None:
        """What falls on a working day."""
        left = (self.until - day).days
        if left > DAYS:
            return
        if self.turn == 0:
            self._open_campaign(at)
        place = self.turn % (len(self.offices.communities) + 1)
        self.turn += 1
        if place < len(self.offices.communities):
            community = self.offices.communities[place]
            self._help(community, self.offices.workers[community.pk], day, at)

    def watch(self, day: dt.date, at: dt.datetime) -> None:
        """Look for warnings, and have some answered; on any day."""
        left = (self.until - day).days
        if left in (*WATCHED, *AT_LAST):
            first = 0 if left in AT_LAST else WATCHED_AT_LAST
            self._watch(self.offices.communities[first:], day, at)
        if left == ANSWERED:
            for community in self.offices.communities:
                worker = self.offices.workers[community.pk]
                for alert in waiting(worker, day)[:2]:
                    alerts.answer(alert=alert, words="已上门核实，正在办理。", actor=worker, at=at)

    def _often(self, chance: float) -> bool:
        return self.random.random() < chance

    def _open_campaign(self, at: dt.datetime) -> None:
        first, last = (self.until - days * ONE_DAY for days in CAMPAIGN)
        terms = campaigns.CampaignTerms("零就业家庭百日援助行动", first, last, "哈就办字[2007]12号")
        campaigns.open_campaign(terms=terms, officer=next(iter(self.offices.districts.values())), at=at)

    def _help(self, community: Area, worker: User, day: dt.date, at: dt.datetime) -> None:
        self._plan(worker, day, at)
        self._promise(worker, day, at)
        people = list(
            HardToEmploySpell.objects.in_status(day)
            .filter(household__area=community, person__dead_on=None)
            .select_related("person")
            .order_by("pk")
        )
        for spell in people:
            self._serve(spell.person, worker, day, at)
        self._offer(people, worker, day, at)
        self._look(community, day, at)
        self._tell(worker, day, at)
        self._visit(people, worker, day, at)
        if self._often(0.3):
            self._gather([spell.person_id for spell in people], worker, day, at)

    def _plan(self, worker: User, day: dt.date, at: dt.datetime) -> None:
        for number, case in enumerate(planned.cases_without_plan(worker, day)):
            if number % EACH_THIRD_IS_LEFT_OPEN:
                plans.open_plan(spell=case, content=_content(case, worker, day, number), worker=worker, at=at)
        for plan in planned.to_review(worker, day):
            if self._often(0.7):
                review = plans.Reviewed("措施按计划进行，继续执行。", day + 25 * ONE_DAY)
                plans.review_plan(plan=plan, review=review, worker=worker, at=at)
        for measure in planned.own_measures(worker, day):
            if measure.due_on <= day and self._often(0.6):
                plans.finish_measure(measure=measure, done=plans.Done(day, "已落实，本人满意。"), actor=worker, at=at)

    def _promise(self, worker: User, day: dt.date, at: dt.datetime) -> None:
        for number, case in enumerate(promised.unsigned(worker, day)):
            if number % EACH_THIRD_IS_LEFT_OPEN == 0:
                continue
            pledge = case.pledges.standing().first()
            if pledge is None:
                words = pledges.Promised(OFFICE, FAMILY)
                pledges.draft_pledge(case=case, promised=words, worker=worker, at=at)
                continue
            signer = self._signer(pledge, day)
            pledges.sign_pledge(
                pledge=pledge, file=form_photo(2 if signer is None else 1), person=signer, worker=worker, at=at
            )
        for number, case in enumerate(prepared.unprepared(worker, day)):
            if number % EACH_THIRD_IS_LEFT_OPEN:
                ready = preparations.Prepared(
                    "期限临近仍未找到适合岗位", "优先安排公益性岗位“托底”", worker, day, Rhythm.FORTNIGHTLY
                )
                preparations.prepare(case=case, prepared=ready, worker=worker, at=at)

    def _signer(self, pledge: Any, day: dt.date) -> Person | None:
        """Who signs next: a member of the family, or nobody of it where the office's turn has come."""
        is_familys = "family" in promised.missing_sides(pledge)
        return promised.signers(pledge, day).order_by("pk").first() if is_familys else None

    def _serve(self, person: Person, worker: User, day: dt.date, at: dt.datetime) -> None:
        if not self._often(0.5):
            return
        kind, detail = self.random.choice(SERVED)
        taken = Reception.REFUSED if self._often(0.1) else Reception.ACCEPTED
        service = services.NewService(kind, day, taken, detail)
        services.log_service(person=person, service=service, actor=worker, at=at)
        if self._often(0.1):
            relief = services.NewService(
                ServiceKind.INSURANCE,
                day,
                Reception.ACCEPTED,
                "续缴养老保险",
                continuity=self.random.choice(Continuity.values),
            )
            services.log_service(person=person, service=relief, actor=worker, at=at)

    def _gather(self, people: Sequence[int], worker: User, day: dt.date, at: dt.datetime) -> None:
        if not people:
            return
        kind, title, content = self.random.choice(EVENTS)
        event = services.NewEvent(kind, title, day, "社区活动室", content)
        services.hold_event(event=event, people=people[:4], actor=worker, at=at)

    def _offer(self, people: Sequence[Any], worker: User, day: dt.date, at: dt.datetime) -> None:
        for offer in Offer.objects.filter(person__spells__in=people, answer="").order_by("pk"):
            if self._often(0.8):
                offers.answer_offer(offer=offer, given=self._answer(day), worker=worker, at=at)
        idle = Person.objects.filter(spells__in=people).filter(planned.unemployed(day, person="pk")).order_by("pk")
        for person in idle.distinct():
            if self._often(0.5):
                employer, position, wage = self.random.choice(POSTS)
                post = offers.NewOffer(day, employer, position, Decimal(wage), self.random.randrange(10, 70, 5))
                offers.record_offer(person=person, offer=post, worker=worker, at=at)

    def _answer(self, day: dt.date) -> offers.GivenAnswer:
        if self._often(0.4):
            return offers.GivenAnswer(Answer.ACCEPTED, day)
        if self._often(0.2):
            return offers.GivenAnswer(Answer.REFUSED, day, "正在住院", is_justified=True, evidence="住院证明")
        evidence = "本人签字的拒绝声明" if self._often(0.7) else ""
        return offers.GivenAnswer(Answer.REFUSED, day, "不愿从事该岗位", evidence=evidence)

    def _look(self, community: Area, day: dt.date, at: dt.datetime) -> None:
        officer = self.offices.streets[community.parent_id or 0]
        for look in looks.looks_to_decide(officer, day):
            if self._often(0.5):
                counts = self._often(0.8)
                words = "岗位符合条件，拒绝无正当理由。" if counts else "证据不足，不计入。"
                decide_look(look=look, counts=counts, opinion=words, officer=officer, at=at)

    def _tell(self, worker: User, day: dt.date, at: dt.datetime) -> None:
        for number, work in enumerate(placed.untold(worker, day)):
            if number % EACH_THIRD_IS_LEFT_OPEN:
                placements.tell_story(registration=work, story=self._story(work), worker=worker, at=at)
        for number, work in enumerate(placed.notices_due(worker, day)):
            if number % EACH_THIRD_IS_LEFT_OPEN:
                informed = placed.due_of(work)[0]
                placements.tell_office(
                    registration=work, informed=informed, told_on=day, answer="已办理", worker=worker, at=at
                )

    def _story(self, work: Registration) -> placements.Story:
        has_contract = self._often(0.6)
        source = self.random.choice(
            (PlacementSource.COMMUNITY, PlacementSource.INDUSTRY, PlacementSource.LABOUR_EXPORT)
        )
        is_export = source == PlacementSource.LABOUR_EXPORT
        begun: dt.date = work.validity.lower
        return placements.Story(
            channel=Channel(self.random.choice(Channel.values)),
            source=source,
            workplace=Workplace.AWAY if is_export else Workplace.DISTRICT,
            offer=placed.free_offers(work.person).filter(made_on__lte=begun).first(),
            destination="辽宁省" if is_export else "",
            agency="市劳务输出中心" if is_export else "",
            has_contract=has_contract,
            contract_until=begun + 365 * ONE_DAY if has_contract else None,
            is_insured=has_contract,
        )

    def _visit(self, people: Sequence[Any], worker: User, day: dt.date, at: dt.datetime) -> None:
        for work in visited.callbacks_due(worker, day):
            kinds = [kind for kind in CALLBACKS if getattr(work, f"{kind}_on") is None]
            found = VisitOutcome.ABSENT if self._often(0.15) else VisitOutcome.AT_WORK
            call = visits.NewVisit(
                kinds[0], day, VisitWay.PHONE, found, "工作稳定，工资按时发放。", registration=work.pk
            )
            self._call(work.person, call, worker, at)
        for spell in people:
            if self._often(0.3):
                found = VisitOutcome.ABSENT if self._often(0.2) else VisitOutcome.MET
                call = visits.NewVisit(VisitKind.HOME, day, VisitWay.DOOR, found, "家庭生活正常，仍在求职。")
                self._call(spell.person, call, worker, at)
        director = self.offices.directors[worker.area_id or 0]
        for drawn in visited.rechecks(director, day):
            if self._often(0.5):
                visits.recheck(recheck=drawn, agrees=True, findings="电话核实，本人确认。", actor=director, at=at)

    def _call(self, person: Person, call: visits.NewVisit, worker: User, at: dt.datetime) -> None:
        lot: Callable[[int], int] = self.random.randrange
        visits.record_visit(person=person, visit=call, actor=worker, at=at, lot=lot)

    def _watch(self, communities: Sequence[Area], day: dt.date, at: dt.datetime) -> None:
        actor = system_user()
        for community in communities:
            alerts.watch(community=community, on=day, actor=actor, at=at)
        above = [self.offices.city.pk, *self.offices.streets, *self.offices.districts]
        for area in Area.objects.filter(pk__in=above).order_by("level", "path"):
            alerts.sum_up(area=area, on=day, actor=actor, at=at)


def _content(case: HardToEmploySpell, worker: User, day: dt.date, number: int) -> plans.Content:
    template = TEMPLATES[planned.template_for(case, day)]
    return plans.Content(
        segment=template.segment,
        health=template.health,
        needs=template.needs,
        situation="愿意就业，希望离家较近、收入稳定。",
        review_on=day + dt.timedelta(days=14 + number % 10),
        measures=[
            plans.Planned(channel, what, worker, day + dt.timedelta(days=7 * (place + 1)))
            for place, (channel, what) in enumerate(template.measures)
        ],
    )
