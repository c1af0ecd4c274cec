import datetime as dt

from django.conf import settings
from django.db import connection

from accounts.tokens.models import GivenAnswer, Token

MINUTE = dt.timedelta(minutes=1)


def use(*, token: Token, at: dt.datetime) -> int:
    """Note that ``token`` was used. Returns how often in the minute that runs, this time included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_token SET last_used_at = %(at)s,"
            " used_in_minute = CASE WHEN minute_began > %(before)s THEN used_in_minute + 1 ELSE 1 END,"
            " minute_began = CASE WHEN minute_began > %(before)s THEN minute_began ELSE %(at)s END"
            " WHERE id = %(token)s RETURNING used_in_minute",
            {"at": at, "before": at - MINUTE, "token": token.pk},
        )
        row = cursor.fetchone()
    return int(row[0])


def answer_given(*, token: Token, key: str, at: dt.datetime) -> GivenAnswer | None:
    """What was answered under this key before, if it is still kept. Whoever asks at the same time under the same key
    waits here for the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, token.pk])
    kept = GivenAnswer.objects.filter(token=token, key=key).first()
    if kept is not None and kept.given_at <= at - settings.ANSWERS_KEPT:
        kept.delete()
        return None
    return kept


def keep_answer(answer: GivenAnswer) -> None:
    """Keep it, in the transaction of what was done."""
    answer.save(force_insert=True)


def forget_answers(*, at: dt.datetime) -> int:
    """Wipe the answers whose time is over. Returns how many."""
    return GivenAnswer.objects.filter(given_at__lte=at - settings.ANSWERS_KEPT).delete()[0]
