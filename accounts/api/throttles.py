"""How often a token may ask."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.tokens.actions import using

MINUTE = 60


class PerMinute(BaseThrottle):
    """Counted in the database, so by all processes together; that the token was used is noted with it."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if request.auth is None:
            return True  # who has no token is let in nowhere
        return using.use(token=view.token, at=view.at) <= settings.API_REQUESTS_A_MINUTE

    def wait(self) -> float:
        return MINUTE
