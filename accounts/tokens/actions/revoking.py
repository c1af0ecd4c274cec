import datetime as dt

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from accounts.tokens.models import Token


class TokenRefused(FieldRefused):
    """The token cannot be issued or revoked."""


@transaction.atomic
def revoke(*, token: Token, actor: User, at: dt.datetime) -> Token:
    """Revoke a token for good. Raises TokenRefused if it is revoked already."""
    locked = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if locked.revoked_at is not None:
        raise TokenRefused("该令牌已经作废。")
    locked.revoked_at, locked.revoked_by = at, actor
    locked.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(event="token.revoked", subject=locked, actor=actor, at=at)
    return locked


def revoke_all(*, owner: User, actor: User, at: dt.datetime) -> None:
    """Revoke what is live of an account that is closed, moved or given new credentials. Call it in that act's
    transaction."""
    live = Token.objects.live(at).filter(owner=owner).select_for_update(of=("self",))  # none revoked by now
    for token in live.order_by("pk"):
        revoke(token=token, actor=actor, at=at)
