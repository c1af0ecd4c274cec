"""Pages of campaigns and registers, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.urls import reverse

from assistance.models import (
    Activity,
    Campaign,
    Complaint,
    Enquiry,
    ModelCase,
    PublicPromise,
    Supervision,
    UnemploymentCheck,
    WorkforcePlan,
)

from .demo_rows import page


def of(name: str, model: type, **conditions: object) -> Callable[[], str]:
    """The page of the first such row."""
    rows = model._default_manager  # type: ignore[attr-defined]
    return lambda: reverse(f"assistance:{name}", args=[rows.filter(**conditions).order_by("pk")[0].pk])


def asked() -> str:
    number = Complaint.objects.filter(finding="untrue").values_list("number", flat=True)[0]
    return f"{reverse('assistance:complaint_asked')}?number={number}"


REGISTER_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "campaign": ("quxian", of("campaign", Campaign, frozen_on__isnull=False)),
    "campaign-edit": ("quxian", of("campaign_edit", Campaign)),
    "campaign-members": ("shequ", of("campaign_members", Campaign, frozen_on__isnull=False)),
    "activities": ("shequ", page("assistance:activities")),
    "activity-new": ("shequ", page("assistance:activity_new")),
    "activity": ("shequ", of("activity", Activity)),
    "model-cases": ("shequ", page("assistance:model_cases")),
    "model-case-new": ("shequ", page("assistance:model_case_new")),
    "model-case": ("shequ", of("model_case", ModelCase)),
    "enquiries": ("rexian", page("assistance:enquiries")),
    "enquiry-new": ("rexian", page("assistance:enquiry_new")),
    "enquiry": ("shequ", of("enquiry", Enquiry)),
    "unemployment-checks": ("shequ", page("assistance:unemployment_checks")),
    "unemployment-check-new": ("shequ", page("assistance:unemployment_check_new")),
    "unemployment-check": ("jiedao", of("unemployment_check", UnemploymentCheck)),
    "workforce-plans": ("quxian", page("assistance:workforce_plans")),
    "workforce-plan-new": ("quxian", page("assistance:workforce_plan_new")),
    "workforce-plan": ("quxian", of("workforce_plan", WorkforcePlan)),
    "supervisions": ("jiedao", page("assistance:supervisions")),
    "supervision-new": ("jiedao", page("assistance:supervision_new")),
    "supervision": ("jiedao", of("supervision", Supervision)),
    "public-promises": ("quxian", page("assistance:public_promises")),
    "public-promise-new": ("quxian", page("assistance:public_promise_new")),
    "public-promise": ("quxian", of("public_promise", PublicPromise)),
    "complain": ("jiedao", page("assistance:complain")),
    "complaint-asked": ("jiedao", asked),
    "complaints": ("jiedao", page("assistance:complaints")),
    "complaint-new": ("rexian", page("assistance:complaint_new")),
    "complaint": ("jiedao", of("complaint", Complaint, accepted_on=None)),
    "complaint-accepted": ("jiedao", of("complaint", Complaint, accepted_on__isnull=False, closed_on=None)),
    "complaint-closed": ("quxian", of("complaint", Complaint, finding="untrue")),
}
