"""Search by ID number, part of a name and pinyin, in a community and in the whole city: what it asks the database
against the plain SQL of the first twenty people found, and how long the page takes eight people at once."""

from bench.measuring import Extra, Line, execute, repeated, run_sql, statements_of
from bench.serving import Visitor, page_times, server, sessions

OFFICERS = ("shequ", "shiju")
SHOWN = 8  # people looked for, one after the other


def lines() -> list[Line]:
    return [_line(kind, username) for username in OFFICERS for kind in ("id_number", "name", "pinyin")]


def _line(kind: str, username: str) -> Line:
    from django.urls import reverse
    from django.utils import timezone

    from accounts.fields import resident_id_digests
    from accounts.models import User
    from desk import searching
    from households.models import Membership

    user = User.objects.select_related("area").get(username=username)
    assert user.area is not None
    stays = Membership.objects.last_visible_to(user).select_related("person")
    people = [stay.person for stay in stays.order_by("pk")[: SHOWN * 50 : 50]]
    wanted = {
        "id_number": [one.id_number for one in people],
        "name": [one.name for one in people],
        "pinyin": [one.initials for one in people],
    }[kind]
    today, path = timezone.localdate(), f"{user.area.path}%"
    statements = statements_of(lambda: [searching.search(user, words, on=today) for words in wanted])

    def floor() -> None:
        for words in wanted:
            digests = resident_id_digests(words) if kind == "id_number" else None
            parts = searching.parts_of(words) if kind == "name" else None
            told = {"path": path, "words": words, "prefix": f"{words}%", "digests": digests, "parts": parts}
            run_sql(f"search_{kind}", told)

    def paths(visitor: Visitor) -> list[str]:
        return [reverse("desk:found", args=[token]) for token in visitor.searches]

    def beside() -> list[Extra]:
        with server() as port:
            return [page_times(port, sessions(username, wanted), paths)]

    return Line(
        f"search by {kind.replace('_', ' ')}, {username} ({len(statements) / len(wanted):.0f} statements)",
        3,
        "what stands beside each person found: former numbers, household, latest cases",
        lambda number: repeated(floor),
        lambda number: repeated(lambda: execute(statements)),
        extra=beside,
    )
