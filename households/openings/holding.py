"""证件 and 就业 of the old system: what their files hold, and which of their lines can be taken over."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from accounts.fields import certificate_digest, certificate_digests
from approvals.workflow import LIVE
from households.enums import EMPLOYMENT_KINDS, Category, CertificateKind, RegistrationKind
from households.models import Certificate, Registration
from households.queries.facts import lone_person
from households.rosters.headings import Field
from households.rules.certificates import normal_serial, serial_fault
from households.rules.retirement import why_not_of_working_age

from . import cells
from .shape import Candidate, Column, Ground

PASSED = "passed"
CERTIFICATE_COLUMNS = (
    cells.ID_NUMBER,
    cells.NAME,
    Column(
        Field("kind", "证件种类", ("证种", "证件类型", "证件名称")),
        cells.values.said,
        is_required=True,
        codes=dict(CertificateKind.choices),
    ),
    Column(
        Field("serial", "证号", ("证件编号", "证书编号", "优惠证号", "再就业优惠证号", "发证编号")),
        cells.brief,
        is_required=True,
    ),
    Column(Field("issued_on", "发证日期", ("发证时间", "办证日期", "核发日期")), cells.day, is_required=True),
    Column(
        Field("category", "人员类别", ("类别", "持证人类别")),
        cells.values.said,
        codes={category.name: category.label for category in Category},
    ),
    Column(Field("inspected_on", "最近年检日期", ("年检日期", "年检时间", "上次年检")), cells.day),
    Column(
        Field("inspection", "最近年检结果", ("年检结果", "年检情况")),
        cells.values.said,
        codes={PASSED: "合格", "failed": "不合格", "lapsed": "逾期未检"},
    ),
)
PLACEMENT_COLUMNS = (
    cells.ID_NUMBER,
    cells.NAME,
    Column(
        Field("kind", "就业形式", ("就业类别", "就业方式", "就业类型", "安置方式", "安置去向")),
        cells.values.said,
        is_required=True,
        codes={kind.name.lower(): kind.label for kind in EMPLOYMENT_KINDS},
    ),
    Column(
        Field("begun_on", "就业日期", ("就业时间", "上岗日期", "安置日期", "就业起始日期", "起始日期")),
        cells.day,
        is_required=True,
    ),
    Column(Field("employer", "用人单位", ("单位名称", "就业单位", "工作单位", "安置单位")), cells.brief),
    Column(Field("employer_code", "单位代码", ("统一社会信用代码", "信用代码", "组织机构代码")), cells.employer),
    Column(Field("evidence", "证明材料", ("证明", "依据", "合同编号", "就业凭证")), cells.long),
)


def judge_certificates(candidates: Sequence[Candidate], ground: Ground) -> None:
    """A certificate is taken over with its number and how its last inspection went."""
    people = {one.who.pk for one in candidates}
    serials = {normal_serial(one.values["serial"]) for one in candidates}
    digests = {digest for serial in serials for digest in certificate_digests(serial)}
    held = {}
    numbers = {}
    taking = Q(status="approved") | Q(status__in=[one.value for one in LIVE])
    rows = Certificate.objects.filter(Q(person__in=people) & taking | Q(serial_digest__in=digests))
    for row in rows:
        if row.serial_digest is not None:
            numbers[row.kind, bytes(row.serial_digest)] = row
        if row.surrendered_on is None and row.status != "withdrawn":
            held[row.person_id, row.kind] = row
    for one in candidates:
        _judge_certificate(one, ground, held, numbers)


def _judge_certificate(one: Candidate, ground: Ground, held: dict, numbers: dict) -> None:
    kind = CertificateKind(one.values["kind"])
    one.values["serial"] = serial = normal_serial(one.values["serial"])
    known = (numbers.get((kind, digest)) for digest in certificate_digests(serial))
    same = next((row for row in known if row is not None), None)
    one.since = one.day("issued_on")
    issued_on, inspected_on = one.begun, one.day("inspected_on")
    if fault := serial_fault(kind, serial):
        one.refuse(fault)
    elif issued_on > ground.opening.cut_over_on:
        one.refuse("发证日期晚于切换日，切换日后的证件请在本系统办理。")
    elif inspected_on is not None and not issued_on <= inspected_on <= ground.opening.cut_over_on:
        one.refuse("最近年检日期应在发证日期与切换日之间。")
    elif same is not None and same.person_id == one.who.pk:
        one.stands("该证件已登记。")
    elif same is not None:
        one.refuse("该证号在本系统是另一人的证件，请对照证件核对。")
    elif (one.who.pk, kind) in held:
        one.refuse(f"该人员在本系统已有另一本在手或在办的{kind.label}。")
    else:
        one.key = f"{one.who.pk}:{kind.value}"
        one.also = f"{kind.value[:12]}:{certificate_digest(serial).hex()}"


def judge_placements(candidates: Sequence[Candidate], ground: Ground) -> None:
    """An employment is taken over from the day it began; an unemployment that had begun before ends by it."""
    people = {one.who.pk for one in candidates}
    registered: dict[int, list[Registration]] = defaultdict(list)
    for row in Registration.objects.filter(person__in=people).order_by("pk"):
        registered[row.person_id].append(row)
    for one in candidates:
        one.since = one.day("begun_on")
        fault = _why_no_placement(one, ground, registered[one.who.pk])
        if fault is not None:
            one.refuse(fault)
        elif not one.outcome:
            one.key = f"{one.who.pk}:{one.values['kind']}:{one.values['begun_on']}"


def _why_no_placement(one: Candidate, ground: Ground, registered: Sequence[Registration]) -> str | None:
    """Why it cannot be taken over; None where it can, or stands there already."""
    begun_on, on = one.begun, ground.opening.cut_over_on
    if begun_on > on:
        return "就业日期晚于切换日，切换日后的就业请在本系统登记。"
    kind = RegistrationKind[one.values["kind"].upper()]
    if any(row.kind == kind and row.validity.lower == begun_on for row in registered):
        one.stands("该就业登记已在本系统。")
        return None
    for row in registered:
        first, after = row.validity.lower, row.validity.upper
        ends_by_it = after is None and first < begun_on
        if row.kind == RegistrationKind.UNEMPLOYED and not ends_by_it and (after is None or after > begun_on):
            return f"该人员自 {first} 起登记失业，与就业日期冲突，请先核对失业登记。"
    terms = ground.terms(on, one.where.household.area)
    if isinstance(terms, str):
        return terms
    why = why_not_of_working_age(lone_person(one.who), terms.category.retirement, on=begun_on)
    return f"{why}，不能从该日起登记就业。" if why else None
