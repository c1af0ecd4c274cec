"""A roster as households: which lines belong together, where each lives, and what is wrong with it as a whole."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from households.enums import Hukou, Relation

from . import columns, values
from .headings import Line, Table, find, table
from .members import Fault, Member, Terms, read_member
from .plans import Plan
from .reading import Book
from .values import ValueRefused

MOST_MEMBERS = 30
NOT_GROUPED = "没有“户号”“与户主关系”或“户主姓名”列，分不出哪些人是一户。"
NO_NEEDED = "没有找到“姓名”和“身份证号”两列。"


@dataclass(frozen=True)
class Where:
    """Where the households of a roster may lie: ``own`` the community all are of, or None; ``named`` communities by
    each of their names, those of one name together; ``terms`` what lines are judged by in a community."""

    own: int | None
    named: Mapping[str, tuple[int, ...]]
    terms: Callable[[int], Terms]


@dataclass(frozen=True)
class Understood:
    """What a book holds: tables by the place of their sheets, and why a sheet was not read, by its name."""

    tables: Mapping[int, Table]
    unread: Mapping[str, str] = field(default_factory=dict)


def understood(book: Book, mapping: Mapping[str, str] | None = None) -> Understood:
    """The sheets of a book that are tables of people. ``mapping`` as ``headings.find`` takes it."""
    tables, unread = {}, dict.fromkeys(book.hidden, "隐藏的工作表，没有读。")
    for place, sheet in enumerate(book.sheets):
        heading = find(sheet, columns.FIELDS, mapping)
        if heading is None or not set(columns.KEYS) <= heading.columns.keys():
            if any(row for row in sheet.rows):
                unread[sheet.name] = NO_NEEDED
        elif heading.doubled:
            titles = "、".join(columns.TITLES[key] for key in heading.doubled)
            unread[sheet.name] = f"“{titles}”各有两列，请只留一列。"
        elif not heading.columns.keys() & {"number", "relation", "head"}:
            unread[sheet.name] = NOT_GROUPED
        else:
            tables[place] = table(sheet, heading, columns.KEYS, numbering="seq")
    return Understood(tables, unread)


def plans(found: Understood, where: Where) -> Iterator[Plan]:
    """Each household of the tables, in their order, with what is wrong with it. Whoever stands in two is in the second
    one too often."""
    seen: dict[str, tuple[int, int]] = {}
    known: dict[frozenset[str], tuple[int, int]] = {}
    for place, one in found.tables.items():
        for lines in _households(one):
            plan = _plan([Member(place, line) for line in lines], where)
            yield _unrepeated(plan, seen, known)


def _households(one: Table) -> Iterator[list[Line]]:
    """The lines of each household: by its number, else by the head's name and the address, else from one head to the
    next. A line without a number belongs to the household before it, unless it is a head's."""
    has = one.heading.columns.keys()
    groups: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    current: tuple[str, ...] = ("", "0")
    for count, line in enumerate(one.lines):
        number, head = values.said(line.cells.get("number", "")), values.said(line.cells.get("head", ""))
        is_head = columns.RELATIONS.get(values.said(line.cells.get("relation", "")).replace(" ", "")) is Relation.HEAD
        if "number" in has:
            current = (number,) if number else (("", str(count)) if is_head else current)
        elif head:
            lived = current[1] if current[0] == head else ""
            current = (head, values.said(line.cells.get("address", "")) or lived)
        elif is_head:
            current = ("", str(count))
        groups[current].append(line)
    yield from groups.values()


def _plan(members: Sequence[Member], where: Where) -> Plan:
    first = members[0]
    area = _community(members, where)
    _relate(members)
    address = next((member.text("address", 200) for member in members if member.has("address")), "")
    if not address:
        first.fault("address", "请填写住址。")
    hukou = next(
        (member.choose("hukou", columns.HUKOUS, "城镇、农村") for member in members if member.has("hukou")), None
    )
    housing = next((member.text("housing", 50) for member in members if member.has("housing")), "")
    if len(members) > MOST_MEMBERS:
        first.fault("name", f"这一户有 {len(members)} 人，超过 {MOST_MEMBERS} 人，请核对户号或户主关系。")
    if area is not None:
        terms = where.terms(area)
        for member in members:
            read_member(member, terms)
    faults = tuple(fault for member in members for fault in member.faults)
    return Plan(
        where=tuple((member.sheet, member.line.number) for member in members),
        head=_head_name(members),
        area=area,
        address=address,
        hukou=hukou or Hukou.URBAN,
        housing=housing,
        members=() if faults else tuple(one.surveyed for one in members if one.surveyed is not None),
        faults=faults,
    )


def _head_name(members: Sequence[Member]) -> str:
    head = next((member for member in members if member.relation is Relation.HEAD), members[0])
    return head.words("name")[:50]


def _community(members: Sequence[Member], where: Where) -> int | None:
    """The community a household is meant for; None, and a fault, where it is not told, unknown or another's."""
    named = next((member for member in members if member.has("community")), None)
    if named is None:
        if where.own is None:
            members[0].fault("community", "请填写社区，或在上传时选择社区。")
        return where.own
    words = named.words("community").replace(" ", "")
    found = where.named.get(words) or where.named.get(words.removesuffix("居委会").removesuffix("社区")) or ()
    if where.own is not None and where.own in found:
        return where.own
    if len(found) == 1 and where.own is None:
        return found[0]
    if len(found) > 1:
        named.fault("community", f"有 {len(found)} 个社区都叫“{words[:20]}”，请改填社区代码。")
    elif where.own is not None:
        named.fault("community", f"“{words[:20]}”不是所选的社区。")
    else:
        named.fault("community", f"辖区内没有叫“{words[:20]}”的社区。")
    return None


def _relate(members: Sequence[Member]) -> None:
    """Set everybody's relation to the head; one head is told by it, or by name."""
    for member in members:
        member.relation = member.choose("relation", columns.RELATIONS, columns.RELATION_WORDS)
        if member.relation is None and _is_named_head(member):
            member.relation = Relation.HEAD
    if len(members) == 1 and not members[0].has("relation"):
        members[0].relation = Relation.HEAD  # who lives alone
    heads = [member for member in members if member.relation is Relation.HEAD]
    for member in heads[1:]:
        member.fault("relation", f"一户只能有一名户主，第 {heads[0].line.number} 行已是户主。")
    if not heads:
        members[0].fault("relation", "这一户没有户主，请指明一人为“户主”。")
    for member in members:
        if member.relation is None and not member.faults:
            member.fault("relation", f"请填写与户主关系：{columns.RELATION_WORDS}。")


def _is_named_head(member: Member) -> bool:
    if not member.has("head") or member.has("relation"):
        return False
    try:
        return values.name(member.line.cells["head"]) == values.name(member.line.cells["name"])
    except ValueRefused:
        return False


def _unrepeated(plan: Plan, seen: dict[str, tuple[int, int]], known: dict[frozenset[str], tuple[int, int]]) -> Plan:
    """The plan, faulty where somebody stands in the roster already; ``repeats`` where the whole household does."""
    numbers = [member.id_number for member in plan.members]
    whole = frozenset(numbers)
    if numbers and whole in known and len(whole) == len(numbers):
        return replace(plan, members=(), repeats=known[whole])
    faults = []
    for (sheet, line), number in zip(plan.where, numbers, strict=False):
        if number in seen:
            faults.append(
                Fault(sheet, line, "id_number", f"与{_said(seen[number], sheet)}的身份证号相同，请只留一行。")
            )
        seen.setdefault(number, (sheet, line))
    if faults:
        return replace(plan, members=(), faults=tuple(faults))
    if numbers:
        known[whole] = plan.where[0]
    return plan


def _said(place: tuple[int, int], sheet: int) -> str:
    return f"第 {place[1]} 行" if place[0] == sheet else f"第 {place[0] + 1} 个工作表第 {place[1]} 行"
