"""``manage.py demo``: a small believable city ending today, in every state a case can be in; or one at full size."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.actions import open_area, system_user
from accounts.chain import actions as chain
from accounts.enums import AreaLevel, OrganisationKind, Role
from accounts.models import Area, Organisation, User
from desk.demo import areas, assisting, employers, policy, posts, registering, responsibilities, subsidies, teaching
from desk.demo.city.actions import Size, build_city, population_of_city
from desk.demo.moves import play_moves
from desk.demo.publishing import Publisher
from desk.demo.story import DAYS, SHANGHAI, Story
from households.models import Household
from policy.actions.seeds import load_seeds
from policy.seed_files import read_seeds

MOST_MONTHS = 36  # the working calendars of earlier years are not announced


class Command(BaseCommand):
    help = "建立演示市：登录账号、家庭、认定、在册、每月更新和已上报的月报。同一种子得到同一城市。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="随机种子，默认 1")
        parser.add_argument("--until", type=dt.date.fromisoformat, help="演示市的今天，默认今天")
        parser.add_argument("--households", type=int, help="建立全尺寸的城市，共多少户；不填为小的演示市")
        parser.add_argument("--months", type=int, default=24, help="全尺寸城市的历史月数，默认 24")
        parser.add_argument("--list", action="store_true", help="只列出演示账号")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["list"]:
            until = options["until"] or timezone.localdate()
            if options["households"] is None:
                self._build(options["seed"], until)
            else:
                self._build_at_scale(Size(options["households"], options["months"], options["seed"], until))
        for user in User.objects.filter(is_demo=True, username__in=areas.USERNAMES).order_by("pk"):
            area = user.area.name if user.area else ""
            self.stdout.write(f"{Role(user.role).label}\t{area}\t{user.username}\t{settings.DEMO_PASSWORD}")

    def _build(self, seed: int, until: dt.date) -> None:
        self._refuse()
        opened_at = dt.datetime.combine(until - dt.timedelta(days=DAYS + 1), dt.time(8), SHANGHAI)
        with transaction.atomic():
            city, partners = self._found(opened_at)
            offices = areas.build(city, partners=partners, password=settings.DEMO_PASSWORD, at=opened_at)
            Story(offices, seed=seed, until=until).play(publish=Publisher(offices))
            play_moves(offices, until)
            responsibilities.assign(offices, at=dt.datetime.combine(until, dt.time(9), SHANGHAI))
            assisting.set_programmes(at=dt.datetime.combine(until, dt.time(17), SHANGHAI))
            employers.enter(offices, at=dt.datetime.combine(until, dt.time(9, 30), SHANGHAI))
            registering.fill(offices, at=dt.datetime.combine(until, dt.time(16), SHANGHAI))
            teaching.teach(offices, at=dt.datetime.combine(until, dt.time(9, 35), SHANGHAI))
            posts.play(offices, until=until)
            subsidies.file(offices, until=until)
            teaching.start(offices, at=dt.datetime.combine(until, dt.time(9, 40), SHANGHAI))
            policy.play(city, at=dt.datetime.combine(until, dt.time(9, 45), SHANGHAI))
        chain.seal(at=timezone.now())
        chain.verify(actor=system_user(), at=timezone.now())
        self.stdout.write(f"演示市已建立：{Household.objects.count()} 户，截至 {until}。演示账号：")

    def _build_at_scale(self, size: Size) -> None:
        self._refuse()
        if size.households < 1 or not 2 <= size.months <= MOST_MONTHS:
            raise CommandError(f"户数应不少于 1，历史月数应为 2 至 {MOST_MONTHS}。")
        opened_at = dt.datetime.combine(size.first - dt.timedelta(days=1), dt.time(8), SHANGHAI)
        with transaction.atomic():
            city, partners = self._found(opened_at)
            build_city(
                size=size,
                city=city,
                partners=partners,
                password=settings.DEMO_PASSWORD,
                at=opened_at,
                tell=self._tell,
            )
        chain.seal(at=timezone.now())
        households, people = population_of_city()
        self.stdout.write(f"城市已建立：{households} 户 {people} 人，截至 {size.until}。演示账号：")

    def _tell(self, done: int, total: int, where: str) -> None:
        self.stdout.write(f"{done} / {total} 户 {where}")

    def _refuse(self) -> None:
        if not settings.ALLOW_DEMO_ACCOUNTS:
            raise CommandError("正式运行的系统不建立演示账号。")
        if Household.objects.exists() or User.objects.filter(is_demo=True).exists():
            raise CommandError("数据库中已有家庭或演示账号，演示市只能建立在空库上。")

    def _found(self, at: dt.datetime) -> tuple[Area, dict[OrganisationKind, Organisation]]:
        """The city with its policy in force, and the organisations that work with it."""
        since = areas.SINCE
        province = open_area(code="230000", name="黑龙江省", level=AreaLevel.PROVINCE, parent=None, valid_from=since)
        city = open_area(code="230100", name="哈尔滨市", level=AreaLevel.CITY, parent=province, valid_from=since)
        load_seeds(list(read_seeds()), city=city, actor=system_user(), at=at)
        return city, responsibilities.open_partners(city, actor=system_user(), at=at)
