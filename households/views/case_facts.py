"""What a certification was applied for on, and how the facts differ from that today."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from households.actions.assessment import judge
from households.actions.certification import snapshot
from households.enums import Category
from households.models import Certification, Person
from households.queries.facts import household_facts
from households.queries.terms import RULE_PARAMETERS, HeldByDistrict, RuleTerms, terms_of
from households.rules.family import EXCLUSION_LABELS, ZERO_FAMILY_LABELS, ZeroFamily
from policy.models import Held
from policy.parameters import ParameterNotInForce


def members_then(certification: Certification) -> list[dict[str, Any]]:
    """The members as they were judged when it was applied for: age, whether counted, categories."""
    facts = certification.facts
    counted = {int(key) for key in facts["countable"]}
    names = _names(facts)
    return [
        {
            "name": names.get(int(key), ""),
            "age": member["age"],
            "counted": "计入"
            if int(key) in counted
            else EXCLUSION_LABELS.get(facts["excluded"].get(key, ""), "不计入"),
            "categories": "、".join(Category[code].label for code in member["categories"]),
            "against": "；".join(reason["text"] for reason in member["reasons"]),
        }
        for key, member in facts["members"].items()
    ]


def _names(*facts: Mapping[str, Any], known: Mapping[int, str] | None = None) -> dict[int, str]:
    """Whoever is spoken of in ``facts``, by key; asked for are those not ``known``."""
    keys = {int(key) for one in facts for key in (*one["members"], *one["countable"], *one["excluded"])}
    found = dict(known or {})
    unknown = keys - found.keys()
    return found | dict(Person.objects.filter(pk__in=unknown).values_list("pk", "name")) if unknown else found


def changes_since(certification: Certification, *, on: dt.date) -> list[str]:
    """How what the rules find on the day ``on`` differs from what the application was copied from, in sentences."""
    return changes_of([certification], on=on)[certification.pk]


def changes_of(
    certifications: Sequence[Certification], *, on: dt.date, held: HeldByDistrict | None = None
) -> dict[int, list[str]]:
    """``changes_since`` of many by primary key: the queries do not grow with their number, but with their districts.

    Needs ``household__area``. ``held`` knows at least the ``RULE_PARAMETERS`` of that day.
    """
    held = held or HeldByDistrict(RULE_PARAMETERS, on)
    facts = household_facts([row.household_id for row in certifications])
    now: dict[int, Any] = {}
    for row in certifications:
        found = _terms(held.of(row.household.area))
        now[row.pk] = (
            found
            if isinstance(found, str)
            else snapshot(row.household_id, judge(facts[row.household_id], found, on=on))
        )
    known = {int(one.key): one.name for home in facts.values() for one, _ in home.members}  # type: ignore[call-overload]
    names = _names(*(row.facts for row in certifications), known=known)
    return {
        row.pk: [now[row.pk]]
        if isinstance(now[row.pk], str)
        else [*_family_changes(row.facts, now[row.pk], names), *_member_changes(row.facts, now[row.pk], names)]
        for row in certifications
    }


def _terms(held: Held) -> RuleTerms | str:
    """The terms, or the sentence that says which is missing."""
    try:
        return terms_of(held)
    except ParameterNotInForce as missing:
        return str(missing)


def _family_changes(then: Any, now: Any, names: Mapping[int, str]) -> list[str]:
    found = []
    if then["zero_family"] != now["zero_family"]:
        before, after = (ZERO_FAMILY_LABELS[ZeroFamily(facts["zero_family"])] for facts in (then, now))
        found.append(f"家庭判定由“{before}”变为“{after}”")
    for words, gained in (
        ("新计入", set(now["countable"]) - set(then["countable"])),
        ("不再计入", set(then["countable"]) - set(now["countable"])),
    ):
        found += [f"{names.get(key, key)}{words}应计算成员" for key in sorted(gained)]
    return found


def _member_changes(then: Any, now: Any, names: Mapping[int, str]) -> list[str]:
    found = []
    for key in {**then["members"], **now["members"]}:
        name = names.get(int(key), key)
        before, after = then["members"].get(key), now["members"].get(key)
        if before is None or after is None:
            found.append(f"{name}{'新到本户' if before is None else '已不在本户'}")
            continue
        gained = [code for code in after["categories"] if code not in before["categories"]]
        lost = [code for code in before["categories"] if code not in after["categories"]]
        found += [f"{name}新符合：{Category[code].label}" for code in gained]
        why = "；".join(reason["text"] for reason in after["reasons"])
        found += [f"{name}不再符合：{Category[code].label}{f'（{why}）' if why else ''}" for code in lost]
    return found
