"""Which row of the demo city is looked at, where any would do."""

import json
import uuid
from collections.abc import Callable

from django.urls import reverse

from accounts.models import Area, AuditEntry, ExportRequest, Job, User
from households.enums import RegistrationKind
from households.models import (
    Certificate,
    Certification,
    CertificationAttachment,
    CertificationNotice,
    InspectionRound,
    Movement,
    Person,
    Roster,
    ZeroFamilyCase,
)
from households.queries import unfiled
from tests.api.asking import issued
from tests.households.rosters.importing import checked_roster

from .conftest import TODAY

OWN = "230103001001"  # the demo worker's own community


def page(name: str, *args: object) -> Callable[[], str]:
    return lambda: reverse(name, args=args)


def split() -> Movement:
    return Movement.objects.get(kind="split")


def household_of_a_running_case() -> int:
    return ZeroFamilyCase.objects.running(TODAY.date()).order_by("pk").values_list("household", flat=True)[0]


def here(model: type, **conditions: object) -> int:
    """The first such row in the demo worker's own community."""
    own = Area.objects.get(code=OWN)
    rows = model._default_manager.filter(**conditions)  # type: ignore[attr-defined]
    lookup = "application__area" if model is CertificationNotice else "area"
    found = rows.filter(**{lookup: own}).order_by("pk").first() or rows.order_by("pk").first()
    return found.pk


def round_of_the_district() -> int:
    district = User.objects.get(username="quxian").area
    return InspectionRound.objects.filter(area=district).order_by("pk").values_list("pk", flat=True)[0]


def attachment_under_way() -> int:
    rows = CertificationAttachment.objects.filter(application__area__code=OWN, application__status="pending")
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def a_running_case() -> int:
    """Of the demo worker's own community."""
    rows = ZeroFamilyCase.objects.filter(household__area__code=OWN, ended_on=None)
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def without_case() -> int:
    """Somebody in the demo worker's own community who looks eligible and has neither a case nor a reason."""
    found = unfiled.people(TODAY.date()).filter(household__area__code=OWN, no_case=None)
    return found.order_by("pk").values_list("pk", flat=True)[0]


def barred_certificate() -> int:
    rows = Certificate.objects.filter(inspections__result="failed", area__path__contains="230103001/")
    return rows.order_by("pk")[0].pk


def endorsed_certificate() -> int:
    rows = Certificate.objects.filter(endorsements__isnull=False, area__path__contains="230103001/")
    return rows.order_by("pk")[0].pk


def without_certificate() -> int:
    """Somebody out of work in the demo worker's own community who holds no certificate and asked for none."""
    people = Person.objects.filter(memberships__household__area__code=OWN, certificates=None)
    out_of_work = people.filter(
        registrations__kind=RegistrationKind.UNEMPLOYED, registrations__validity__upper_inf=True
    )
    return out_of_work.order_by("pk").values_list("pk", flat=True)[0]


def endorsed_household() -> int:
    return Certificate.objects.get(pk=endorsed_certificate()).household_id


def area(code: str) -> int:
    return Area.objects.get(code=code).pk


def an_entry() -> int:
    return AuditEntry.objects.filter(event="certification.approved").order_by("pk")[0].pk


def a_job(state: str) -> int:
    """A job of the demo statistician, as a worker left it."""
    owner = User.objects.get(username="tongji")
    common = {"task": "desk.tasks.refresh_area", "title": "每月更新 哈尔滨市", "arguments": "{}", "owner": owner}
    times = {"created_at": TODAY, "started_at": TODAY}
    running = {"lease": uuid.uuid4(), "leased_until": TODAY, "done": 400, "total": 1000, "sentence": "已评估至曙光社区"}
    done = {"finished_at": TODAY, "sentence": "已评估 1,000 户。", "result_url": "/refresh/"}
    return Job.objects.create(**common, **times, **(running if state == "running" else done), state=state).pk


def a_token(username: str) -> int:
    token, _ = issued(User.objects.get(username=username))
    return token.pk


def an_export_request() -> int:
    told = {"title": "人员", "address": reverse("households:people"), "filters": ["姓名（略）"], "rows": 1860}
    owner = User.objects.get(username="shequ")
    asked = ExportRequest.objects.create(**told, purpose="核对名册", requested_by=owner, requested_at=TODAY)
    return asked.pk


def a_batch() -> int:
    """A batch of the demo worker of which one case was refused."""
    keys = list(Certification.objects.filter(area__code=OWN).order_by("pk").values_list("pk", flat=True)[:3])
    told = {"pile": "decisions", "rows": [[key, "approved", "情况属实"] for key in keys], "on_behalf_of": None}
    done = {"state": "done", "created_at": TODAY, "finished_at": TODAY, "sentence": "有 3 件没有办成。"}
    return Job.objects.create(
        task="desk.tasks.decide_batch",
        title="批量审批认定 3 件",
        arguments=json.dumps(told),
        owner=User.objects.get(username="shequ"),
        outcome=json.dumps({str(key): "该申请当前不由您审批。" for key in keys}),
        **done,
    ).pk


def a_roster() -> Roster:
    """With a household that can be entered, one with a fault, and one that waits for a decision."""
    return checked_roster(User.objects.get(username="shequ"))
