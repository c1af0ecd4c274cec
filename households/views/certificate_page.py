"""What the page of a certificate shows, put together for the page itself and for the worklist on the desk."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.queries import Names, names_for
from approvals.workflow import IN_OFFICE, LIVE, Decision, Status
from households.actions.certificate_keeping import may_correct_serial
from households.actions.citing import Ground
from households.case_tables import due_of
from households.certificate_tables import CERTIFICATE_DECISIONS, category_of, inspection_mark, result_mark, state_mark
from households.enums import EMPLOYMENT_KINDS, InspectionResult
from households.forms import certificates as forms
from households.forms.casework import DecisionForm, WithdrawalForm
from households.models import Certificate, Inspection, Person
from households.queries.certificates import SUSPENDED, benefit_block, block_of, certificates, names_to_inspect
from households.queries.facts import span_of
from policy.models import calendar
from policy.parameters import ParameterNotInForce
from ui.forms import Dialogue
from ui.marks import Event, Tone

from .attachment_panel import attachment_panel
from .case_page import Choice, Wording, choices, records_of, signed, trail_of
from .timeline import decision_event, in_order

FOLLOWS = {
    Decision.RETURN: "退回社区补正；重新提交后直接回到本环节，已发生的逾期保留。",
    Decision.REFUSE: "本件办结为不予发证，不能恢复；情况变化后须重新申请。",
}
WORDS = Wording(CERTIFICATE_DECISIONS, forms.CANNED, FOLLOWS)
TITLES: dict[str, tuple[str, Tone]] = {
    "drafted": ("登记申请", "info"),
    "submitted": ("提交申请", "info"),
    "withdrawn": ("撤回", "warn"),
    "suspended": ("暂停使用", "warn"),
    "resumed": ("恢复使用", "ok"),
    "reissued": ("补发", "info"),
    "serial_corrected": ("更正证号", "warn"),
    "surrendered": ("收回", "bad"),
}


def certificate_page(case: Any, user: User, *, on: dt.date, bound: Any = None, then: str = "") -> dict[str, Any]:
    """The context of ``households/certificate_panel.html``. ``case`` comes from ``queries.certificates``.

    ``bound`` is a form that came back with errors; ``then`` is where to go after a decision.
    """
    waiting = Certificate.objects.waiting_for(user, on=on).filter(pk=case.pk).exists()
    records = records_of(case)
    names = names_for(case, user, on) if waiting else Names()
    late_now = calendar().late(case.due_on, on) if case.status in IN_OFFICE else 0
    trail = trail_of(case)
    signers = ("inspected_by", "inspected_for")
    inspections = list(case.inspections.select_related("round__document", *signers).order_by("-year"))
    return {
        "case": case,
        "mark": state_mark(case),
        "today": on,
        "category": category_of(case),
        "barred": _barred(case, on),
        "due_on": due_of(case),
        "returned_by": records[-1] if case.status == Status.RETURNED else None,
        "late_now": late_now,
        "late_total": late_now + sum(record.days_late for record in records),
        "events": _events(case, records, trail),
        "trail": signed(trail, records),
        "stands_in": names.stands_in,
        "inspections": [(one, result_mark(one, on)) for one in inspections],
        "endorsements": endorsements_of(case),
        "reissues": list(case.reissues.order_by("copy")),
        "former_serials": list(case.serial_corrections.order_by("pk")),
        "works": works_since(case),
        "successor": case.replaced_by.filter(issued_on__isnull=False).first(),
        "choices": _choices(case, names, then, bound) if waiting else [],
        "step_title": case.current_step.title if case.current_step else "",
        "may_endorse": case.is_in_hand and may(user, Act.INSPECT),
        **_inspection(case, user, inspections, on, bound),
        **_applicant(case, user, bound),
        **attachment_panel(case, user, on=on, bound=bound),
        "dialogues": _dialogues(case, user, bound),
    }


def certificates_of(person: Person, user: User, on: dt.date) -> dict[str, Any]:
    """The context of ``households/certificates_of_person.html``."""
    rows = certificates(on).visible_to(user).filter(person=person).order_by("-pk")
    try:
        block = benefit_block(person, on)
    except ParameterNotInForce:
        block = None
    return {"held": [(row, state_mark(row), inspection_mark(row)) for row in rows], "benefit_block": block}


def endorsements_of(case: Certificate) -> list[Any]:
    """The benefits endorsed, in order of entry, each with what cancels it or what it cancels."""
    rows = case.endorsements.select_related("entered_by", "cancels").annotate(cancelled=F("cancelled_by"))
    return list(rows.order_by("pk"))


def _barred(case: Certificate, on: dt.date) -> Any:
    """What bars new benefits; without the parameter nothing is known to."""
    if not case.is_in_hand:
        return None
    try:
        return block_of(case, on)
    except ParameterNotInForce:
        return None


def works_since(case: Certificate) -> list[Any]:
    """再就业登记: the holder's employments since the issue, each with its days."""
    if case.issued_on is None:
        return []
    rows = case.person.registrations.filter(kind__in=EMPLOYMENT_KINDS, validity__startswith__gte=case.issued_on)
    return [(row, span_of(row.validity)) for row in rows.order_by("validity", "pk")]


def _choices(case: Certificate, names: Names, then: str, bound: Any) -> list[Choice]:
    """The decisions open to the officer; the last approval asks for the number."""
    address = reverse("households:certificate_decide", args=[case.pk])
    words = replace(WORDS, grounds=[Ground(case.kind_source)])
    offered = choices(case, address, names=names, then=then, words=words, bound=bound)
    if case.step != len(case.chain.steps):
        return offered
    issue = bound if isinstance(bound, forms.IssueForm) else forms.IssueForm(decision=Decision.APPROVE, names=names)
    return [replace(one, form=issue, title="发证") if one.decision is Decision.APPROVE else one for one in offered]


def _inspection(
    case: Certificate, user: User, inspections: list[Inspection], on: dt.date, bound: Any
) -> Mapping[str, Any]:
    """The inspection of the latest round begun, where the user may make it: in it, or late at the street and above."""
    latest = next((one for one in inspections if one.round.opens_on <= on), None)
    if latest is None or not case.is_in_hand or latest.result == InspectionResult.PASSED:
        return {}
    names = names_to_inspect(latest, user, on)
    if not names.may_act:
        return {"waits_for_street": latest} if may(user, Act.INSPECT) else {}
    form = bound if isinstance(bound, forms.InspectionForm) else forms.InspectionForm(names=names)
    is_late = latest.is_late(on)
    return {"inspection": latest, "inspection_form": form, "is_late": is_late, "inspects_for": names.stands_in}


def _applicant(case: Certificate, user: User, bound: Any) -> Mapping[str, Any]:
    """What the community may do with an application: correct it, take it back."""
    if not may(user, Act.SURVEY):
        return {}
    found: dict[str, Any] = {}
    if case.status == Status.RETURNED:
        fresh = forms.CorrectionForm(initial={"evidence": case.evidence})
        found["correction"] = bound if isinstance(bound, forms.CorrectionForm) else fresh
    if case.status in LIVE:
        form = bound if isinstance(bound, WithdrawalForm) else WithdrawalForm(canned=forms.WITHDRAWALS)
        action = reverse("households:certificate_withdraw", args=[case.pk])
        follows = "本件办结为已撤回；可以重新申请。"
        found["withdraw"] = Dialogue("dialogue-withdraw", "撤回", action, follows, form, is_dangerous=True)
    return found


def _dialogues(case: Any, user: User, bound: Any) -> list[Dialogue]:
    """What may be done with a certificate in hand, and with its number once issued, each asked about once more."""
    offered = []
    if case.issued_on is not None and may_correct_serial(user):
        serial = bound if isinstance(bound, forms.SerialForm) else forms.SerialForm()
        follows = "证件本身不变，只改登记的证号；原证号留在更正记录中，可以发给别的证件。"
        offered.append(_dialogue(case, "serial", "更正证号", follows, serial))
    if not case.is_in_hand:
        return offered
    if may(user, Act.INSPECT):
        form = bound if isinstance(bound, forms.EndorsementForm) else forms.EndorsementForm()
        follows = "记入证件的享受政策记录，不能修改；记错的以冲销记录更正。"
        offered.append(_dialogue(case, "endorse", "登记享受政策", follows, form))
    if not may(user, Act.KEEP_CERTIFICATES):
        return offered
    if case.state == SUSPENDED:
        follows = "从今天起恢复使用。"
        offered.append(_dialogue(case, "resume", "恢复使用", follows, _keeping(bound, "resume", forms.RESUMPTIONS)))
    else:
        follows = "从今天起暂停使用，暂停期间不得享受新的扶持政策。"
        offered.append(_dialogue(case, "suspend", "暂停使用", follows, _keeping(bound, "suspend", forms.SUSPENSIONS)))
    lost = bound if isinstance(bound, forms.ReissueForm) else forms.ReissueForm()
    offered.append(_dialogue(case, "reissue", "遗失补发", "证号不变，登记为下一本。", lost))
    back = bound if isinstance(bound, forms.SurrenderForm) else forms.SurrenderForm()
    taken = _dialogue(case, "surrender", "收回证件", "证件从今天起失效，不能恢复；需要时重新申请。", back)
    return [*offered, replace(taken, is_dangerous=True)]


def _keeping(bound: Any, act: str, canned: tuple[str, ...]) -> forms.KeepingForm:
    if isinstance(bound, forms.KeepingForm) and bound.act == act:
        return bound
    return forms.KeepingForm(act=act, canned=canned)


def _dialogue(case: Certificate, act: str, verb: str, follows: str, form: Any) -> Dialogue:
    return Dialogue(f"dialogue-{act}", verb, reverse(f"households:certificate_{act}", args=[case.pk]), follows, form)


def _events(case: Certificate, records: Any, trail: Any) -> list[Event]:
    """The certificate in order of time."""
    events: list[Event] = []
    for entry in trail:
        verb = entry.event.partition(".")[2]
        if verb in TITLES:
            title, tone = TITLES[verb]
            why = entry.details.get("reason", "") if verb not in ("drafted", "surrendered") else ""
            why = f"{case.get_surrender_reason_display()}，{case.surrender_note}" if verb == "surrendered" else why
            detail = f"{entry.actor}：{why}" if why else str(entry.actor)
            events.append(Event(entry.at, title, detail, tone))
    events += [decision_event(case, record, CERTIFICATE_DECISIONS) for record in records]
    return in_order(events)


def decision_form(case: Certificate, decision: Decision, names: Names, data: Any) -> DecisionForm:
    """The form that a decision on the application was typed into."""
    if decision is Decision.APPROVE and case.step == len(case.chain.steps):
        return forms.IssueForm(data, decision=decision, names=names)
    grounds, canned = [Ground(case.kind_source)], forms.CANNED.get(decision, ())
    return DecisionForm(data, decision=decision, canned=canned, names=names, grounds=grounds)
