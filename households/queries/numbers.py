"""Whose an ID number is, or was: by the present number, by one that was corrected, and by one registered twice."""

from collections.abc import Collection

from households.models import Correction, Person

FORMER = "该身份证号是另一人更正前的号码，不能用于登记，请对照证件核对。"
MERGED = "以该身份证号的登记已合并到另一人的登记中，请按保留的登记办理；确属两人的，请街道撤销合并。"


def holders(digest: bytes) -> set[int]:
    """The people a number leads to. A merged one leads to whom it was merged into."""
    present = Person.objects.filter(id_digest=digest).values_list("pk", "merged_into")
    former = Correction.objects.filter(old_digest=digest).values_list("person", "person__merged_into")
    return {survivor or person for person, survivor in present.union(former)}


def why_not_free(digests: Collection[bytes]) -> dict[bytes, str]:
    """Of these numbers those under which nobody may be registered, with the sentence that says why: they were
    somebody's, or stand for somebody who was merged."""
    former = Correction.objects.filter(old_digest__in=digests).values_list("old_digest", flat=True)
    merged = Person.objects.filter(id_digest__in=digests, merged_into__isnull=False).values_list("id_digest", flat=True)
    present = Person.objects.filter(id_digest__in=digests).values_list("id_digest", flat=True)
    held = {bytes(digest) for digest in present}
    refused = {bytes(digest): FORMER for digest in former if digest is not None and bytes(digest) not in held}
    return refused | {bytes(digest): MERGED for digest in merged}
