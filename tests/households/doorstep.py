"""What a worker types at the door, as the survey form sends it."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from accounts.models import User
from tests.factories import made_up_id

UNEMPLOYED_SINCE = dt.date(2025, 3, 1)
CLEARS = {
    "phone": "13900001234",
    "bank_account": "6222 0210 0100 0000 018",
    "health": "健康",
    "unemployment_reason": "企业裁员",
    "education": "初中",
    "skills": "家政服务",
    "job_wish": "灵活就业",
    "training_wish": "不需要",
}


def member(name: str, born: dt.date, sex: str = "M", **values: Any) -> dict[str, str]:
    """One member's row, registered unemployed unless told otherwise."""
    typed = {
        "name": name,
        "id_number": made_up_id(born, sex),
        "sex": sex,
        "born": born,
        "relation": "other",
        "retirement_track": "F50" if sex == "F" else "",
        "situation": "1",
        "since": UNEMPLOYED_SINCE,
    }
    return {key: str(value) for key, value in (typed | values).items() if value is not None}


def family() -> list[dict[str, str]]:
    """A couple both out of work, with a child at school."""
    return [
        member("张建国", dt.date(1971, 5, 4), relation="head", **CLEARS),
        member("李秀英", dt.date(1979, 8, 9), "F", relation="spouse", last_job_since="2010-01-01",
               last_job_until="2025-02-28", last_job_employer="第一纺织厂", **CLEARS),
        member("张小明", dt.date(2012, 9, 1), relation="child", situation="na", since="",
               fact_1="on", fact_1_since="2019-09-01"),
    ]  # fmt: skip


def form(user: User, *members: dict[str, str], initial: int = 0, **household: Any) -> dict[str, str]:
    """The whole form as sent. ``initial`` is how many of the members were in it when it was opened."""
    typed = {
        "submission": uuid.uuid4(),
        "opened_by": user.pk,
        "visited_on": timezone.localdate(),
        "address": "幸福路1号3单元201",
        "hukou": "urban",
        "housing": "自有住房",
        "monthly_income": "1200",
        "notice_given_on": timezone.localdate(),
        "notice_way": "read_out",
        "members-TOTAL_FORMS": len(members),
        "members-INITIAL_FORMS": initial,
        "members-MIN_NUM_FORMS": 1,
        "members-MAX_NUM_FORMS": 30,
    }
    rows = {f"members-{place}-{name}": value for place, row in enumerate(members) for name, value in row.items()}
    return {key: str(value) for key, value in (typed | household).items()} | rows


def errors_at(response) -> dict[str, list[str]]:
    """The errors of the page by the id of the field they lead to."""
    assert response.status_code == 200, response.headers
    return {error.target: error.message for error in response.context["errors"]}


def as_sent(form) -> dict[str, object]:
    """What a browser sends of a form it has just opened."""
    sent: dict[str, object] = {}
    for part in (form.household, form.members.management_form, *form.members):
        for name in part.fields:
            bound = part[name]
            value = bound.value()
            if value in (None, "", False):
                if name not in ("DELETE", "checked") and not name.startswith("fact_"):
                    sent[bound.html_name] = ""
                continue
            sent[bound.html_name] = "on" if value is True else value if isinstance(value, list) else str(value)
    return sent
