from celery import shared_task
from django.utils import timezone

from .actions import system_user
from .actions.sessions import forget_ended_sessions
from .actions.standing import close_idle_accounts


@shared_task
def tidy_accounts(**_future: object) -> tuple[int, int]:
    """Stop what is unused or past its last day, and wipe ended sessions. Returns how many of each were stopped."""
    at = timezone.now()
    stopped = close_idle_accounts(actor=system_user(), at=at)
    forget_ended_sessions(at=at)
    return stopped
