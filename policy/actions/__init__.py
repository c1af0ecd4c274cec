"""The register of documents, and values of parameters: proposed by one person, put in force by another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import refused_if_taken
from policy import parameters, queries, words
from policy.models import CalendarYear, Document, ParameterKey, ParameterValue, Proposal, Replacement
from policy.parameters import Kind, Parameter

NUMBER_TAKEN = "该文号已登记为另一份文件，请核对。"


class EnactmentRefused(Exception):
    """The value cannot be put in force; the message is for the officer."""


class DocumentRefused(Exception):
    """The entry in the register cannot be made; the message is for the officer."""


@dataclass(frozen=True)
class Enactment:
    """What a document sets: the value of a parameter in an area, from the day ``since`` on."""

    parameter: Parameter
    value: Any
    area: Area
    since: dt.date
    document: Document
    article: str


@transaction.atomic
def register_document(*, number: str, fields: Mapping[str, Any], actor: User, at: dt.datetime) -> Document:
    """Enter a policy document. Raises DocumentRefused where its number is registered."""
    with refused_if_taken(DocumentRefused(NUMBER_TAKEN)):
        document = Document.objects.create(number=number, **fields)
    audit.record(event="document.registered", subject=document, actor=actor, at=at)
    return document


@transaction.atomic
def correct_document(
    *, document: Document, fields: Mapping[str, Any], reason: str, actor: User, at: dt.datetime
) -> Document:
    """Correct what is registered of a document; a corrected number is followed by the documents that name it.

    Raises DocumentRefused for another document's number, for a design default, and where nothing changes.
    """
    kept = Document.objects.select_for_update().get(pk=document.pk)
    if kept.level == Document.Level.DESIGN:
        raise DocumentRefused("设计默认值不是文件，不能更正；请登记市局的文件，再据此提出取值。")
    was = {name: getattr(kept, name) for name in fields}
    changed = [name for name, value in fields.items() if value != was[name]]
    if not changed:
        raise DocumentRefused("没有改动，不必更正。")
    for name in changed:
        setattr(kept, name, fields[name])
    with refused_if_taken(DocumentRefused(NUMBER_TAKEN)):
        kept.save(update_fields=changed)
    if "number" in changed:
        for other in Document.objects.select_for_update().filter(upper_numbers__contains=[was["number"]]):
            other.upper_numbers = [kept.number if one == was["number"] else one for one in other.upper_numbers]
            other.save(update_fields=["upper_numbers"])
    before, after = ({name: _noted(values[name]) for name in changed} for values in (was, fields))
    audit.record(
        event="document.corrected", subject=kept, actor=actor, at=at, reason=reason, before=before, after=after
    )
    return kept


def _noted(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


@transaction.atomic
def replace_document(
    *, replaced: Document, document: Document, kind: Replacement.Kind, on: dt.date, actor: User, at: dt.datetime
) -> Replacement:
    """Enter that ``document`` repeals or replaces another from the day ``on``. What that one set stays in force.

    Raises DocumentRefused where the other is replaced already, or is ``document`` itself.
    """
    if replaced.pk == document.pk:
        raise DocumentRefused("文件不能废止或替代自己。")
    standing = Replacement.objects.filter(replaced=replaced).select_related("document").first()
    if standing is not None:
        raise DocumentRefused(f"该文件已登记：{standing}。")
    with refused_if_taken(DocumentRefused("该文件的废止或替代刚刚由他人登记，请刷新后核对。")):
        entered = Replacement.objects.create(replaced=replaced, document=document, kind=kind, on=on)
    audit.record(event="document.replaced", subject=document, actor=actor, at=at, replaced=replaced.pk, on=str(on))
    return entered


def refuse_out_of_order(enactment: Enactment) -> None:
    """Raise EnactmentRefused for what cannot be put in force there or on that day, or is out of bounds."""
    parameter, area, since = enactment.parameter, enactment.area, enactment.since
    if parameter.kind is Kind.BOUNDS and area.level < AreaLevel.CITY:
        raise EnactmentRefused("自定范围由市局规定。")
    if area.level < AreaLevel.DISTRICT:
        raise EnactmentRefused("取值只能由市或区县规定。")
    if ParameterValue.objects.filter(key__key=parameter.key, area=area, validity__startswith=since).exists():
        raise EnactmentRefused(f"“{parameter.title}”已有自 {since} 起施行的取值，请另定施行日期。")
    if area.level == AreaLevel.DISTRICT:
        _keep_within(enactment)


def _keep_within(enactment: Enactment) -> None:
    """A district differs only where the city lets it, and as far (哈人社发〔2010〕230号 第八条)."""
    parameter, city = enactment.parameter, enactment.area.parent
    bounds = queries.bounds_on(parameter, enactment.since, city) if city else None
    if bounds is None:
        raise EnactmentRefused(
            f"市局没有允许区县自定“{parameter.title}”（{enactment.since}），请先由市局规定自定范围。"
        )
    if not bounds.allow(parameter.read(enactment.value)):
        row = queries.in_force(enactment.since, city)[parameters.bounds_of(parameter).key]
        within = words.value_words(parameters.bounds_of(parameter), row.value)
        raise EnactmentRefused(f"取值超出市定范围：{within}（{row.source}）。")


@transaction.atomic
def propose(enactment: Enactment, *, reason: str, actor: User, at: dt.datetime) -> Proposal:
    """Propose a value for another person to confirm. Raises ValueOfWrongKind, or EnactmentRefused."""
    enactment.parameter.read(enactment.value)
    refuse_out_of_order(enactment)
    proposal = keep_proposal(enactment, reason=reason, actor=actor, at=at)
    key, value = enactment.parameter.key, proposal.value
    audit.record(event="proposal.made", subject=proposal, actor=actor, at=at, key=key, value=value)
    return proposal


def keep_proposal(enactment: Enactment, *, reason: str, actor: User, at: dt.datetime) -> Proposal:
    """Keep a proposal, whatever it would put in force. Raises EnactmentRefused where one waits for that day."""
    key, _ = ParameterKey.objects.get_or_create(key=enactment.parameter.key)
    ParameterKey.objects.select_for_update().get(pk=key.pk)
    if Proposal.objects.open().filter(key=key, area=enactment.area, since=enactment.since).exists():
        raise EnactmentRefused(f"已有自 {enactment.since} 起的同一取值提案待确认，请先处理该提案。")
    return Proposal.objects.create(
        key=key,
        area=enactment.area,
        value=enactment.value,
        since=enactment.since,
        document=enactment.document,
        article=enactment.article,
        reason=reason,
        proposed_by=actor,
        proposed_at=at,
    )


def enactment_of(proposal: Proposal) -> Enactment:
    """What the proposal would put in force."""
    return Enactment(
        proposal.parameter, proposal.value, proposal.area, proposal.since, proposal.document, proposal.article
    )


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, comment: str, actor: User, at: dt.datetime) -> ParameterValue:
    """Put in force what another person proposed. Raises EnactmentRefused, also where the law changed meanwhile."""
    waiting = decidable(proposal, actor)
    refuse_out_of_order(enactment_of(waiting))
    enacted = enact(enactment_of(waiting), actor=actor, at=at)
    close(waiting, Proposal.Status.CONFIRMED, comment, in_force=enacted, actor=actor, at=at)
    return enacted


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, reason: str, actor: User, at: dt.datetime) -> Proposal:
    """Refuse what another person proposed. Raises EnactmentRefused."""
    return close(decidable(proposal, actor), Proposal.Status.REFUSED, reason, actor=actor, at=at)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, actor: User, at: dt.datetime) -> Proposal:
    """Take back what one proposed oneself. Raises EnactmentRefused."""
    own = Proposal.objects.visible_to(actor).open().select_for_update(of=("self",))
    found = own.filter(pk=proposal.pk, proposed_by=actor).first()
    if found is None:
        raise EnactmentRefused("只有提出人可以撤回尚待确认的提案。")
    return close(found, Proposal.Status.WITHDRAWN, "", actor=actor, at=at)


def decidable(proposal: Proposal, actor: User) -> Proposal:
    """The proposal, locked, if ``actor`` may decide it. Raises EnactmentRefused."""
    waiting = Proposal.objects.waiting_for(actor).select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if waiting is None:
        raise EnactmentRefused("该提案当前不由您确认：已经办结，或者是您本人提出的。")
    return waiting


def close(
    proposal: Proposal,
    status: Proposal.Status,
    comment: str,
    *,
    in_force: ParameterValue | CalendarYear | None = None,
    actor: User,
    at: dt.datetime,
) -> Proposal:
    """Note how a proposal ended, and what it put in force. It has been locked, and ``actor`` may end it."""
    proposal.status, proposal.comment = status, comment
    proposal.enacted = in_force if isinstance(in_force, ParameterValue) else None
    proposal.announced = in_force if isinstance(in_force, CalendarYear) else None
    proposal.decided_by, proposal.decided_at = actor, at
    proposal.save(update_fields=["status", "comment", "enacted", "announced", "decided_by", "decided_at"])
    audit.record(event=f"proposal.{status.value}", subject=proposal, actor=actor, at=at, key=proposal.key.key)
    return proposal


@transaction.atomic
def enact(enactment: Enactment, *, actor: User, at: dt.datetime) -> ParameterValue:
    """Put a new value in force; the one before it ends on that day and is kept, one announced after it stays.

    Of officers it takes two: ``propose`` and ``confirm_proposal``. Raises ValueOfWrongKind, or EnactmentRefused if a
    value begins on that very day.
    """
    enactment.parameter.read(enactment.value)
    key, _ = ParameterKey.objects.get_or_create(key=enactment.parameter.key)
    own = ParameterValue.objects.select_for_update(of=("self",)).filter(key=key, area=enactment.area)
    current = own.filter(validity__contains=enactment.since).first()
    later = own.filter(validity__startswith__gt=enactment.since).order_by("validity").first()
    if current is not None:
        if current.validity.lower == enactment.since:
            raise EnactmentRefused(
                f"“{enactment.parameter.title}”已有自 {enactment.since} 起施行的取值，请另定施行日期。"
            )
        current.validity = DateRange(current.validity.lower, enactment.since)
        current.save(update_fields=["validity"])
    with refused_if_taken(EnactmentRefused("该参数刚刚由他人登记了取值，请刷新后核对。")):
        enacted = ParameterValue.objects.create(
            key=key,
            area=enactment.area,
            value=enactment.value,
            validity=DateRange(enactment.since, later.validity.lower if later else None),
            document=enactment.document,
            article=enactment.article,
        )
    audit.record(event="parameter.enacted", subject=enacted, actor=actor, at=at, key=key.key, value=enacted.value)
    return enacted
