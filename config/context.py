"""What the shell around every page needs: menus, who is signed in, what waits."""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.counting import numbers_for
from accounts.models import Job, User
from accounts.permissions import Act, may, may_decide
from households.models import Certificate, Certification, Exit, PersonMerge, Revocation


@dataclass(frozen=True)
class Entry:
    """One way into the product, for those who may do ``act`` (None: for everybody).

    It is marked as the place one is in where the address begins with one of its ``sections``, the longest deciding; a
    ``*`` in one stands for the number of a row.
    """

    title: str
    icon: str
    page: str
    act: Act | None
    sections: tuple[str, ...]


MENU = (
    Entry("我的待办", "inbox", "desk:my_work", Act.READ_CASES, ("/work/", "/refresh/")),
    Entry("家庭与人员", "home-heart", "households:list", Act.READ_CASES, ("/households/", "/timeline/")),
    Entry(
        "就业援助",
        "heart-handshake",
        "households:certifications",
        Act.READ_CASES,
        tuple(
            f"/households/{part}/"
            for part in (
                "certifications",
                "families",
                "notices",
                "exits",
                "revocations",
                "certificates",
                "inspections",
            )
        ),
    ),
    Entry("方案与承诺", "lifebuoy", "assistance:plans", Act.READ_CASES, ("/assistance/",)),
    Entry(
        "岗位与安置",
        "briefcase",
        "assistance:offers",
        Act.READ_CASES,
        tuple(
            f"/assistance/{part}/"
            for part in ("people", "offers", "refusals", "campaigns", "placements", "employments", "stages")
        ),
    ),
    Entry("公益性岗位", "building-community", "assistance:posts", Act.READ_CASES, ("/assistance/posts/",)),
    Entry(
        "用人单位与岗位",
        "building-community",
        "assistance:employers",
        Act.READ_CASES,
        tuple(f"/assistance/{part}/" for part in ("employers", "vacancies")),
    ),
    Entry(
        "服务与走访",
        "phone",
        "assistance:services",
        Act.READ_CASES,
        tuple(
            f"/assistance/{part}/"
            for part in (
                *("unemployed", "callbacks", "services", "events", "visits", "rechecks", "alerts"),
                *("people/*/card", "people/*/services", "people/*/visits", "households/*/card"),
            )
        ),
    ),
    Entry(
        "培训与创业", "school", "assistance:courses", Act.READ_CASES, ("/assistance/training/", "/assistance/startups/")
    ),
    Entry(
        "登记簿",
        "clipboard-text",
        "assistance:activities",
        Act.READ_CASES,
        tuple(
            f"/assistance/{part}/"
            for part in (
                *("activities", "model-cases", "complaints", "unemployment-checks", "workforce-plans", "supervisions"),
                "public-promises",
            )
        ),
    ),
    Entry("12333咨询", "phone", "assistance:enquiries", Act.ANSWER_ENQUIRIES, ("/assistance/enquiries/",)),
    Entry("补贴", "wallet", "subsidies:claims", Act.READ_CASES, ("/subsidies/",)),
    Entry(
        "补贴发放",
        "building-bank",
        "subsidies:batches",
        Act.READ_PAYMENTS,
        tuple(f"/subsidies/{part}/" for part in ("batches", "payments", "funds")),
    ),
    Entry("发放进展", "report-analytics", "subsidies:progress", Act.READ_FIGURES, ("/subsidies/progress/",)),
    Entry("我的帮扶", "user-check", "assistance:own_families", Act.HELP, ("/assistance/own/",)),
    Entry("统计报表", "report-analytics", "reports:month", Act.READ_FIGURES, ("/reports/",)),
    Entry(
        "政策参数",
        "scale",
        "policy:parameters",
        Act.READ_POLICY,
        ("/policy/", "/calendar/", "/proposals/", "/rule-cases/"),
    ),
    Entry("代理", "user-check", "accounts:deputations", Act.READ_DEPUTIES, ("/accounts/deputies/",)),
    Entry("账号管理", "users", "accounts:users", Act.READ_USERS, ("/accounts/users/", "/accounts/tokens/")),
    Entry(
        "区划与责任人", "map-pin", "accounts:areas", Act.READ_CHARGES, ("/accounts/areas/", "/accounts/organisations/")
    ),
    Entry("期初导入", "upload", "desk:openings", Act.PREPARE_OPENING, ("/openings/",)),
    Entry("审计记录", "history", "desk:audit", Act.READ_AUDIT, ("/audit/", "/accounts/audit/")),
)
PHONE_BAR = (
    Entry("待办", "inbox", "desk:my_work", Act.READ_CASES, ("/work/",)),
    Entry("入户", "clipboard-text", "households:survey_new", Act.SURVEY, ("/households/survey/",)),
    Entry("查询", "search", "desk:search", Act.READ_CASES, ("/search/",)),
    Entry("帮扶", "lifebuoy", "assistance:own_families", Act.HELP, ("/assistance/own/",)),
    Entry("我的", "user", "accounts:me", None, ("/accounts/me/", "/accounts/password/", "/accounts/second-factor/")),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``; nothing for a visitor who is not signed in, no ways before that is done."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    who = {
        "user_name": str(user),
        "user_role": user.get_role_display(),
        "area": user.area,
        "area_name": user.area.name if user.area else "",
        "sign_out_url": reverse("accounts:sign_out"),
        "password_url": reverse("accounts:password"),
        "today": timezone.localdate(),
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "warning_seconds": settings.SESSION_WARNING,
        "stay_url": reverse("accounts:stay"),
    }
    is_on_the_way_in = getattr(request, "sign_in_step", None) is not None
    return who if is_on_the_way_in else who | _ways(user, request.path) | _waiting(user) | _jobs(user)


def _ways(user: User, path: str) -> dict[str, Any]:
    searches = may(user, Act.READ_CASES)
    return {
        "navigation": _links(MENU, user, path),
        "bottom_navigation": _links(PHONE_BAR, user, path),
        "search_url": reverse("desk:search") if searches else "",
    }


def _links(entries: tuple[Entry, ...], user: User, path: str) -> list[tuple[str, str, str, bool]]:
    """Title, icon, address of each entry for the user, and whether it is where ``path`` lies."""
    sections = (section for entry in entries for section in entry.sections)
    here = max((section for section in sections if _beginning(section).match(path)), default="", key=len)
    return [
        (entry.title, entry.icon, address, path == address or here in entry.sections)
        for entry in entries
        if (entry.act is None or may(user, entry.act)) and (address := reverse(entry.page))
    ]


@functools.cache
def _beginning(section: str) -> re.Pattern[str]:
    return re.compile(re.escape(section).replace(r"\*", r"\d+"))


def _jobs(user: User) -> dict[str, Any]:
    """Known of whoever signed in (``OfficerBackend``); else counted, as what waits, only where it is shown."""
    known = getattr(user, "running_jobs", None)
    count = functools.cache(Job.objects.visible_to(user).unfinished().count) if known is None else known
    return {"jobs_url": reverse("accounts:jobs"), "running_jobs": count}


def _waiting(user: User) -> dict[str, Any]:
    """Counted only by pages that show it: a template calls what can be called."""
    today = timezone.localdate()
    if not may_decide(user, today):
        return {}
    return {"waiting_url": reverse("desk:my_work"), "waiting_count": functools.cache(lambda: _count(user, today))}


def _count(user: User, today: dt.date) -> int:
    """What the user may decide today, in the own name or an absent officer's."""
    kinds = (Certification, Exit, Certificate, Revocation, PersonMerge)
    return sum(
        numbers_for(user, today, "waiting", lambda: [kind.objects.waiting_for(user, on=today) for kind in kinds])
    )
