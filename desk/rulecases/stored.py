"""Asking the officers' own cases: by the policy in force, and by what it would be with a proposed value."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from accounts.models import Area
from desk.models import RuleCaseVersion
from policy.actions import Enactment
from policy.models import ParameterKey, ParameterValue
from policy.parameters import bounded
from policy.queries import in_force

from .actions.ground import GROUPS, stage
from .asking import Verdict, ask
from .reading import Case
from .sentences import finding_sentence
from .typed import PartUnreadable, TypedCase, read_part, typed_case

BATCH = 20  # cases between two reports
# What a case takes on a busy machine, in milliseconds: one with parameters of its own has them enacted in a city of its
# own, one of returns is counted in all its figures. More than AT_ONCE of it is a job.
PLAIN, OWN_POLICY, RETURNS = 50, 200, 500
AT_ONCE = 1000


def in_silence(asked: int) -> None:
    """What hears of a run nobody looks at."""


@dataclass(frozen=True)
class Answer:
    """What one case was answered, in words."""

    case: RuleCaseVersion
    verdict: Verdict
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """One case by the policy without and with a proposed value."""

    before: Answer
    after: Answer

    @property
    def is_broken(self) -> bool:
        """Whether it passes today and would not pass any more."""
        return self.before.verdict is Verdict.PASSED and self.after.verdict is not Verdict.PASSED

    def record(self) -> dict[str, Any]:
        """As it is kept with the enactment."""
        case = self.before.case
        return {
            "case": case.case_id,
            "version": case.version,
            "title": case.title,
            "before": self.before.verdict.value,
            "after": self.after.verdict.value,
            "sentences": list(self.after.sentences),
        }


def typed_of(version: RuleCaseVersion) -> TypedCase:
    """A stored version as it was typed."""
    return TypedCase(
        title=version.title,
        topic=version.topic,
        source=version.source,
        as_of=version.as_of,
        given=version.given,
        expect=version.expect,
        parameters=version.parameters,
        note=version.note,
    )


def answers(
    versions: Collection[RuleCaseVersion], on: dt.date, told: Callable[[int], None] = in_silence
) -> list[Answer]:
    """Each case asked by the values in force in its own area on the day ``on``, in the order given. ``told`` hears
    after each batch, outside its transaction, how many there are."""
    asked = [(version, version.case.area) for version in versions]
    areas = {area.pk: area for _, area in asked}
    policies = {key: _values(area, on) for key, area in areas.items()}
    return _ask(asked, policies, told)


@dataclass(frozen=True)
class Trial:
    """Which cases a value is to be tried on, each in which area, and the policies there without it and with it. Two
    that are equal are answered the same."""

    enactment: Enactment
    asked: list[tuple[RuleCaseVersion, Area]]
    policies: dict[int, tuple[dict[str, Any], dict[str, Any]]]

    @property
    def total(self) -> int:
        """How many times a case is asked."""
        return len(self.asked) + len(self._reached)

    @property
    def is_long(self) -> bool:
        return takes_long([version for version, _ in [*self.asked, *self._reached]])

    @property
    def _reached(self) -> list[tuple[RuleCaseVersion, Area]]:
        """A case the value cannot reach is asked once."""
        key = bounded(self.enactment.parameter.key).key
        changed = {area for area, (without, with_it) in self.policies.items() if without != with_it}
        return [(version, area) for version, area in self.asked if area.pk in changed and _asks_for(version, key)]

    def run(self, told: Callable[[int], None] = in_silence) -> list[Comparison]:
        """Each case by the policy of the day the value would begin, without it and with it; ``told`` as in answers."""
        before = _ask(self.asked, {key: without for key, (without, _) in self.policies.items()}, told)
        changed = _ask(
            self._reached,
            {key: with_it for key, (_, with_it) in self.policies.items()},
            lambda number: told(len(before) + number),
        )
        after = {answer.case.pk: answer for answer in changed}
        return [Comparison(answer, after.get(answer.case.pk, answer)) for answer in before]


def trial(versions: Iterable[RuleCaseVersion], enactment: Enactment) -> Trial:
    """The trial of a value on those of the cases it concerns.

    A case of an area within the enactment's is asked by that area's policy, one of an area around it by the
    enactment's.
    """
    asked = [(version, _where(version, enactment)) for version in concerning(versions, enactment.area)]
    areas = {area.pk: area for _, area in asked}
    return Trial(enactment, asked, {key: _values_with(enactment, area) for key, area in areas.items()})


def takes_long(versions: Iterable[RuleCaseVersion]) -> bool:
    """Whether asking these is work for a job."""
    return sum(map(_milliseconds, versions)) > AT_ONCE


def _milliseconds(version: RuleCaseVersion) -> int:
    if version.topic == "ep8":
        return RETURNS
    return OWN_POLICY if version.parameters else PLAIN


def _where(version: RuleCaseVersion, enactment: Enactment) -> Area:
    own = version.case.area
    return own if own.path.startswith(enactment.area.path) else enactment.area


def _ask(
    asked: Sequence[tuple[RuleCaseVersion, Area]],
    policies: Mapping[int, Mapping[str, Any]],
    told: Callable[[int], None],
) -> list[Answer]:
    found: list[Answer] = []
    for start in range(0, len(asked), BATCH):
        found += _ask_batch(asked[start : start + BATCH], policies)
        told(len(found))
    return found


def _ask_batch(
    asked: Sequence[tuple[RuleCaseVersion, Area]], policies: Mapping[int, Mapping[str, Any]]
) -> list[Answer]:
    """Each case by its area's policy, on a city made up once for each policy."""
    with transaction.atomic():
        stages = {key: stage(policies[key]) for key in {area.pk for _, area in asked}}
        found = []
        for version, area in asked:
            case = typed_case(typed_of(version), str(version.case))
            if isinstance(case, Case):
                case = replace(case, policy=policies[area.pk], stage=stages[area.pk])
            outcome = ask(case)
            found.append(Answer(version, outcome.verdict, tuple(map(finding_sentence, outcome.found))))
        transaction.set_rollback(True)
    return found


def concerning(versions: Iterable[RuleCaseVersion], area: Area) -> list[RuleCaseVersion]:
    """Of these the cases that a value of ``area`` is tried on: of the area, of those in it and of those around it."""
    return [one for one in versions if _are_in_line(one.case.area.path, area.path)]


def _are_in_line(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _values(area: Area, on: dt.date) -> dict[str, Any]:
    return {key: row.value for key, row in in_force(on, area).items()}


def _values_with(enactment: Enactment, area: Area) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values in ``area`` on the enactment's day, without and with it; a nearer area's own value stays, unless the
    enactment is of bounds that leave it outside."""
    proposed = ParameterValue(key=ParameterKey(key=enactment.parameter.key), area=enactment.area, value=enactment.value)
    with_it = in_force(enactment.since, area, proposed=proposed)
    return _values(area, enactment.since), {key: row.value for key, row in with_it.items()}


def _asks_for(version: RuleCaseVersion, key: str) -> bool:
    """Whether the answer may depend on the parameter: the case states no value of its own for it."""
    try:
        return key.partition(".")[0] in GROUPS and key not in read_part(version.parameters)
    except PartUnreadable:
        return False
