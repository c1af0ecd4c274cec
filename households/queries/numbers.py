"""Whose an ID number is, or was: by the present number, by one that was corrected, and by one registered twice."""

from collections.abc import Collection, Mapping

from accounts.fields import resident_id_digests
from households.models import Correction, Death, Person

FORMER = "该身份证号是另一人更正前的号码，不能用于登记，请对照证件核对。"
MERGED = "以该身份证号的登记已合并到另一人的登记中，请按保留的登记办理；确属两人的，请街道撤销合并。"
REGISTERED_DEAD = "该人员已登记于 {} 死亡；登记有误的，请先在其人员页面“更多办理”中撤销死亡登记，再登记调查。"


def holders(number: str) -> set[int]:
    """The people a normalised number leads to. A merged one leads to whom it was merged into."""
    digests = resident_id_digests(number)
    present = Person.objects.filter(id_digest__in=digests).values_list("pk", "merged_into")
    former = Correction.objects.filter(old_digest__in=digests).values_list("person", "person__merged_into")
    return {survivor or person for person, survivor in present.union(former)}


def why_not_free(numbers: Collection[str]) -> dict[str, str]:
    """Of these numbers those under which nobody may be registered, with the sentence that says why: they were
    somebody's, or stand for somebody who was merged."""
    asked = {digest: number for number in numbers for digest in resident_id_digests(number)}
    former = Correction.objects.filter(old_digest__in=asked).values_list("old_digest", flat=True)
    present = Person.objects.filter(id_digest__in=asked).values_list("id_digest", "merged_into")
    held = {asked[bytes(digest)]: survivor for digest, survivor in present}
    were = {asked[bytes(digest)] for digest in former if digest is not None}
    refused = {number: FORMER for number in were if number not in held}
    return refused | {number: MERGED for number, survivor in held.items() if survivor is not None}


def why_dead(known: Mapping[str, Person]) -> dict[str, str]:
    """Of these people, by number, whoever was registered as dead, with the sentence that says what to do: a survey
    finds nobody alive of whom an act with its evidence says otherwise."""
    numbers = {person.pk: number for number, person in known.items()}
    rows = Death.objects.standing().filter(person__in=numbers).values_list("person", "on")
    return {numbers[person]: REGISTERED_DEAD.format(on) for person, on in rows}
