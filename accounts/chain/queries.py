"""Reading the chain: what is not sealed yet, and whether what is sealed still says what it said."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Min

from accounts.models import AuditEntry

from . import links
from .keys import audit_key
from .models import AuditSeal

SETTLED = dt.timedelta(hours=1)  # no transaction of ours stays open as long
READ_AT_ONCE = 2000
VERIFIED = "audit.verified"
LOWEST, HIGHEST = -(2**63), 2**63 - 1  # an entry slipped in may bear any number
BEHIND = """
SELECT id FROM accounts_auditentry WHERE id > %s
EXCEPT SELECT unnest(entry_ids) FROM accounts_auditseal WHERE position BETWEEN %s AND %s
ORDER BY 1
"""
WRITTEN_TWICE = """
SELECT max(id) FROM accounts_auditentry WHERE signature IS NOT NULL GROUP BY signature HAVING count(*) > 1
"""


def last_seal() -> AuditSeal | None:
    return AuditSeal.objects.order_by("-position").first()


def unsealed(*, at: dt.datetime | None = None) -> list[int]:
    """The committed entries under no seal, in their order.

    An entry's number says nothing about when its transaction commits, so one may appear below others long sealed. With
    ``at`` only what a transaction still open within the last hour can have left behind is looked at; without, all.
    """
    floor = AuditSeal.objects.filter(sealed_at__lte=at - SETTLED).order_by("-position").first() if at else None
    return _behind(floor.up_to, floor.position + 1, HIGHEST) if floor else _behind(LOWEST, 1, HIGHEST)


def _behind(after: int, first: int, last: int) -> list[int]:
    """The entries numbered above ``after`` under none of the seals from ``first`` to ``last``."""
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, [after, first, last])
        return [key for (key,) in cursor.fetchall()]


def seal_of(entry: AuditEntry) -> AuditSeal | None:
    """The seal an entry stands under; None for the latest, which are sealed within the minute."""
    return AuditSeal.objects.filter(up_to__gte=entry.pk, entry_ids__contains=[entry.pk]).order_by("position").first()


@dataclass(frozen=True)
class State:
    """How the chain stands: its last seal, how many entries wait for the next, and the last time it was verified."""

    seal: AuditSeal | None
    waiting: int
    verified: AuditEntry | None


def state(*, at: dt.datetime) -> State:
    verified = AuditEntry.objects.filter(event=VERIFIED).select_related("actor").order_by("-at", "-pk").first()
    return State(last_seal(), len(unsealed(at=at)), verified)


@dataclass(frozen=True)
class Fault:
    """Something in the trail that is not as we wrote it. ``entry`` is None where a seal itself is the matter."""

    words: str
    position: int | None = None
    entry: int | None = None

    def __str__(self) -> str:
        where = [f"记录 {self.entry}" if self.entry else "", f"第 {self.position} 段" if self.position else ""]
        return f"{'，'.join(filter(None, where))}：{self.words}".removeprefix("：")


@dataclass
class Verification:
    """What a look at the whole chain found. ``first`` is the first fault in the order of the chain."""

    entries: int = 0
    seals: int = 0
    unsealed: int = 0
    faults: int = 0
    first: Fault | None = None
    last: str = ""  # "position:mark" of the last seal, to be kept elsewhere and compared with

    @property
    def holds(self) -> bool:
        return self.faults == 0

    @property
    def words(self) -> str:
        if self.first is None:
            return f"审计记录完整：核对 {self.entries:,} 条，其中 {self.unsealed} 条尚待封存。"
        return f"审计记录已被改动：共 {self.faults} 处，第一处是{self.first}。"


Report = Callable[[int, int, str], None]


def in_silence(done: int, total: int, sentence: str) -> None:
    """The report of a look nobody waits for."""


def verify(*, anchor: str = "", report: Report = in_silence) -> Verification:
    """Look at every seal and every entry. ``anchor`` is the ``last`` of an earlier look, kept outside the database.

    ``report`` is told entries done, entries in all, and a sentence.
    """
    found, look = Verification(), _Look(key=audit_key(), first_signed=_first_signed())
    total = AuditEntry.objects.count()
    anchored, _, anchored_link = anchor.partition(":")
    for seal in AuditSeal.objects.order_by("position").iterator(chunk_size=1):
        _note(found, look.seal(seal))
        if anchored == str(seal.position):
            anchored = "" if anchored_link == seal.mark else anchored
        found.seals += 1
        found.entries += len(seal.entry_ids)
        found.last = f"{seal.position}:{seal.mark}"
        report(min(found.entries, total), total, f"已核对第 {seal.position} 段")
    rest = _behind(LOWEST, 1, look.next_position - 1)  # also what was sealed while we looked
    for keys in _chunks(rest):
        entries = AuditEntry.objects.in_bulk(keys)
        _note(found, (fault for key in keys for fault in look.unsealed(entries[key])))
    found.unsealed = len(rest)
    found.entries += len(rest)
    if look.met + len(rest) < total:
        _note(found, [Fault(f"有 {total - look.met - len(rest)} 条记录没有核对到")])
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_TWICE)
        _note(found, [Fault("与另一条记录完全相同，是复制插入的", entry=copy) for (copy,) in cursor.fetchall()])
    if anchored:
        _note(found, [Fault(f"末尾被截去或改写：没有所核对的第 {anchored} 段，或其校验值不同")])
    return found


def _first_signed() -> int:
    return AuditEntry.objects.exclude(signature=None).aggregate(first=Min("pk"))["first"] or LOWEST


def _note(found: Verification, faults: Iterator[Fault] | list[Fault]) -> None:
    for fault in faults:
        found.first = found.first or fault
        found.faults += 1


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), READ_AT_ONCE):
        yield keys[start : start + READ_AT_ONCE]


@dataclass
class _Look:
    """A walk along the chain: which place comes next, and the link it must follow."""

    key: bytes
    first_signed: int
    next_position: int = 1
    previous: bytes = links.START
    begun_at: dt.datetime | None = None  # of the first seal: what has no signature is under a seal of that moment
    met: int = 0  # entries that were there

    def seal(self, seal: AuditSeal) -> Iterator[Fault]:
        """The faults of one seal and of the entries under it, each found on its own: one does not hide the next."""
        if seal.position != self.next_position:
            yield Fault(f"缺少第 {self.next_position} 至 {seal.position - 1} 段封存", position=self.next_position)
        elif bytes(seal.previous) != self.previous:
            yield Fault("与上一段封存不衔接", position=seal.position)
        self.next_position, self.previous = seal.position + 1, seal.last_link
        self.begun_at = self.begun_at or seal.sealed_at
        stored = links.split(bytes(seal.links))
        if len(stored) != len(seal.entry_ids):
            yield Fault("封存的条数与校验值不符", position=seal.position)
            return
        before = links.opening(
            position=seal.position, sealed_at=seal.sealed_at, previous=bytes(seal.previous), key=self.key
        )
        for start in range(0, len(stored), READ_AT_ONCE):
            keys, held = seal.entry_ids[start : start + READ_AT_ONCE], stored[start : start + READ_AT_ONCE]
            entries = AuditEntry.objects.in_bulk(keys)
            self.met += len(entries)
            for key, own in zip(keys, held, strict=True):
                words = self._wrong(entries.get(key), before, own, may_be_old=seal.sealed_at == self.begun_at)
                if words:
                    yield Fault(words, position=seal.position, entry=key)
                before = own

    def _wrong(self, entry: AuditEntry | None, before: bytes, own: bytes, *, may_be_old: bool) -> str:
        """What is wrong with an entry under a seal, in words; empty if nothing is."""
        if entry is None:
            return "记录已被删除"
        if not self._is_ours(entry, may_be_old=may_be_old):
            return "记录的内容被改动"
        return "" if links.link(before, entry, key=self.key) == own else "封存的校验值被改动"

    def unsealed(self, entry: AuditEntry) -> Iterator[Fault]:
        if not self._is_ours(entry, may_be_old=self.begun_at is None):
            yield Fault("不是由系统写入的记录", entry=entry.pk)

    def _is_ours(self, entry: AuditEntry, *, may_be_old: bool) -> bool:
        """Entries older than signatures have none; the first sealing took them all in, and there are no more."""
        if entry.signature is None:
            return may_be_old and 0 < entry.pk < self.first_signed
        return links.is_signed(entry, key=self.key)
