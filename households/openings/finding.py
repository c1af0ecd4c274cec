"""Whom the lines are about: people by their ID number, present or former, and the household each lives in."""

from collections.abc import Sequence

from accounts.fields import resident_id_digests
from households.models import Correction, Membership, Opening, Person

from .shape import Candidate

UNKNOWN = "名册中没有这个身份证号的人，请先导入名册或入户登记，再导入这一行。"
HOMELESS = "该人员现不在任何家庭中，请先在家庭中登记。"
DEAD = "该人员已登记死亡，不能按在册人员导入。"
OTHER_NAME = "名册中该身份证号的姓名与此处不同，请对照证件核对。"


def find_people(candidates: Sequence[Candidate], opening: Opening) -> None:
    """Give every candidate its person and home; refuse those who are nobody, or nobody of the opening's area."""
    people = _people({one.values["id_number"] for one in candidates})
    rows = Membership.objects.filter(person__in={person.pk for person in people.values()}, validity__upper_inf=True)
    homes = {row.person_id: row for row in rows.select_related("household__area", "person")}
    for one in candidates:
        person = people.get(one.values["id_number"])
        if person is None:
            one.refuse(UNKNOWN)
            continue
        one.person, one.home = person, homes.get(person.pk)
        if (fault := _fault(one, opening)) is not None:
            one.refuse(fault)


def _fault(one: Candidate, opening: Opening) -> str | None:
    assert one.person is not None
    name = one.values.get("name", "")
    if name and name.replace("·", "") != one.person.name.replace("·", ""):
        return OTHER_NAME
    if one.person.dead_on is not None:
        return DEAD
    if one.home is None:
        return HOMELESS
    if not one.home.household.area.path.startswith(opening.area.path):
        return f"该人员的家庭现由{one.home.household.area.name}负责，不在{opening.area.name}，请由该区划导入。"
    return None


def _people(numbers: set[str]) -> dict[str, Person]:
    """The people by normalised number: a former number leads to its person, a merged one to who it was merged into."""
    asked = {digest: number for number in numbers for digest in resident_id_digests(number)}
    rows = Person.objects.filter(id_digest__in=asked).select_related("merged_into")
    found = {asked[bytes(row.id_digest)]: row.merged_into or row for row in rows}
    former = Correction.objects.filter(old_digest__in=asked).select_related("person__merged_into")
    for correction in former:
        number = asked[bytes(correction.old_digest or b"")]
        found.setdefault(number, correction.person.merged_into or correction.person)
    return found
