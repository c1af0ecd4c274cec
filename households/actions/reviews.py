"""复核: the applicant has what went against it looked at again by the level above."""

import datetime as dt
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.refusing import refused_if_taken
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.models import Approvable
from households.models import Certification

from .certification import ApplicationRefused, refuse_if_certified

Refused = TypeVar("Refused", bound=Approvable)


@transaction.atomic
def request_review(*, application: Refused, reason: str, worker: User, at: dt.datetime) -> Refused:
    """Record the applicant's request and send the case to the level above the one that refused it.

    Raises DecisionRefused as ``approvals.actions.request_review`` does, and where a new application took its place.
    """
    if isinstance(application, Certification):
        try:
            refuse_if_certified(application.household, application.person, timezone.localdate(at))
        except ApplicationRefused as refused:
            raise DecisionRefused(f"{refused}不必复核。") from refused
    with refused_if_taken(DecisionRefused("已就同一事项重新提出申请，请等待新申请的结果。")):
        return approvals.request_review(application=application, reason=reason, actor=worker, at=at)
