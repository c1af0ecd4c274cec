"""What the page of a refused case shows of its review: until when it can be asked for, the request, the outcome."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.actions import contested_record, reviewable_until
from households.forms.casework import REVIEW_REASONS, ReviewForm
from households.models import Certification, Exit, Revocation
from policy.models import calendar
from policy.parameters import ParameterNotInForce
from ui.forms import Dialogue


def review_page(
    case: Any, user: User, records: Sequence[Any], *, on: dt.date, bound: Any = None, route: str = ""
) -> dict[str, Any]:
    """The context of ``households/review.html``; nothing for a case of which nothing went against anybody. ``route`` is
    where a review of it is asked for, of cases of other apps."""
    review = case.reviews.select_related("recorded_by").first()
    if review is not None:
        number = case.chain.review_of(review.step)
        decided = next((record for record in records if record.step == number), None)
        refused_at = case.chain.step(review.step).title
        return {"review": review, "review_title": case.chain.step(number).title, "review_record": decided} | {
            "review_of": refused_at,
            "review_refusals": [record for record in records if record.step == review.step and record.round == 1],
        }
    refusal = contested_record(case) if case.status == case.chain.contested else None
    if refusal is None or case.chain.review_of(refusal.step) is None:
        return {}
    try:
        until, source = reviewable_until(case, refusal, calendar())
    except ParameterNotInForce as missing:
        return {"review_missing": str(missing)}
    found: dict[str, Any] = {"review_until": until, "review_source": source, "review_is_open": on <= until}
    if on <= until and may(user, Act.SURVEY):
        found["request_review"] = _dialogue(case, refusal.step, bound, route or f"households:{ADDRESSES[type(case)]}")
    return found


ADDRESSES: dict[type[Any], str] = {Certification: "review", Exit: "exit_review", Revocation: "revocation_review"}


def _dialogue(case: Any, refused_step: int, bound: Any, route: str) -> Dialogue:
    form = bound if isinstance(bound, ReviewForm) else ReviewForm(canned=REVIEW_REASONS)
    title = case.chain.step(case.chain.review_of(refused_step)).title
    follows = f"送{title}，由没有办理过本件的人员决定维持或撤销原决定。每件只复核一次。"
    address = reverse(route, args=[case.pk])
    return Dialogue("dialogue-review", "申请复核", address, follows, form, icon="scale")
