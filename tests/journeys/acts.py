"""The pages on which something is done, for whoever looks at every page: who opens them, and where they are."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import Patch, User
from desk.models import RuleCase
from households.models import (
    DataRequest,
    Endorsement,
    HardToEmploySpell,
    Household,
    Membership,
    Person,
    PersonMerge,
    Registration,
    Revocation,
    ZeroFamilyCase,
)
from households.queries import unfiled

from .conftest import TODAY
from .demo_rows import OWN, area, endorsed_certificate, here, page


def resident() -> int:
    """Somebody who lives in the demo worker's own community."""
    people = Person.objects.filter(memberships__household__area__code=OWN, memberships__validity__upper_inf=True)
    return people.order_by("pk").values_list("pk", flat=True)[0]


def first(model: type) -> int:
    key: int = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]  # type: ignore[attr-defined]
    return key


def of_the_street(model: type) -> int:
    rows = model._default_manager.filter(household__area__path__contains=f"/{OWN[:9]}/")  # type: ignore[attr-defined]
    key: int = rows.order_by("pk").values_list("pk", flat=True)[0]
    return key


def spell_in_status() -> int:
    rows = HardToEmploySpell.objects.open().filter(household__area__code=OWN)
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def open_registration() -> int:
    stays = Membership.objects.filter(household__area__code=OWN, validity__upper_inf=True)
    rows = Registration.objects.filter(person__in=stays.values("person"), validity__upper_inf=True)
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def endorsement() -> int:
    rows = Endorsement.objects.filter(certificate=endorsed_certificate(), cancels=None, cancelled_by=None)
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def family_found() -> int:
    """A family of the demo worker's own community that nobody has applied for."""
    found = unfiled.families(TODAY.date()).filter(household__area__code=OWN).order_by("pk")
    return found.values_list("pk", flat=True)[0]


def a_merge() -> int:
    """Two people of the demo worker's own community, proposed to be one."""
    living = Person.objects.filter(memberships__household__area__code=OWN, memberships__validity__upper_inf=True)
    survivor, duplicate = living.order_by("pk")[:2]
    worker = User.objects.get(username="shequ")
    assert worker.area is not None
    told = {"area": worker.area.parent, "community": worker.area, "proposed_by": worker, "proposed_at": TODAY}
    found, _ = PersonMerge.objects.get_or_create(
        survivor=survivor, duplicate=duplicate, defaults=told | {"reason": "同一人登记了两次"}
    )
    return found.pk


ACTS: dict[str, tuple[str, Callable[[], str]]] = {
    "apply": ("shequ", lambda: reverse("households:apply", args=[here(Household)])),
    "unmask": ("shequ", lambda: reverse("households:unmask", args=[resident()])),
    "timeline": ("shequ", lambda: reverse("desk:timeline", args=[resident()])),
    "register": ("shequ", lambda: reverse("households:register", args=[resident()])),
    "exit-new": ("shequ", lambda: reverse("households:exit_new") + f"?spell={spell_in_status()}"),
    "placement-checks": ("jiedao", lambda: reverse("households:placements", args=[of_the_street(ZeroFamilyCase)])),
    "end-registration": ("shequ", lambda: reverse("households:end_registration", args=[open_registration()])),
    "endorsement-cancel": ("jiedao", lambda: reverse("households:endorsement_cancel", args=[endorsement()])),
    "explain-family": ("shequ", lambda: reverse("households:explain_family", args=[family_found()])),
    "unfiled-families": ("jiedao", page("households:unfiled_families")),
    "come-back": ("shequ", lambda: reverse("households:come_back", args=[here(Household)])),
    "merge": ("tongji", lambda: reverse("households:merge", args=[a_merge()])),
    "revocation-sheet": ("tongji", lambda: reverse("households:revocation_sheet", args=[first(Revocation)])),
    "data-copy": (
        "shequ",
        lambda: reverse("households:data_request_copy", args=[here(DataRequest, closed_on=None)]),
    ),
    "password": ("shequ", page("accounts:password")),
    "open-area": ("xitong", page("accounts:open_area")),
    "open-organisation": ("xitong", page("accounts:open_organisation")),
    "draw-courtyards": ("zhuren", lambda: reverse("accounts:draw_courtyards", args=[area(OWN)])),
    "redraw-patch": ("jiedaold", lambda: reverse("accounts:redraw_patch", args=[first(Patch)])),
    "register-document": ("quxian", page("policy:register_document")),
    "file-system": ("zhuren", lambda: reverse("policy:file_system", args=[area(OWN)])),
    "revise-case": ("shiju", lambda: reverse("desk:revise_case", args=[first(RuleCase)])),
}
