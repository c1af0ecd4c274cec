"""The pages of assistance, as ``test_screens`` looks at them."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import User
from assistance.actions.pledges import Promised, draft_pledge
from assistance.actions.programmes import Draft, set_programme, strike_attachment
from assistance.models import Measure, Plan, Pledge, Programme, ProgrammeAttachment
from assistance.queries.pledges import unsigned
from tests.assistance.rows import programme_attachment

from .conftest import TODAY
from .demo_rows import OWN, page


def of_plan(name: str) -> Callable[[], str]:
    return lambda: reverse(name, args=[a_plan().spell_id])


def of_family(name: str) -> Callable[[], str]:
    return lambda: reverse(name, args=[a_pledge().case_id])


def a_plan() -> Plan:
    """In force, with something still to be done."""
    return Measure.objects.open().filter(plan__spell__household__area__code=OWN).order_by("pk")[0].plan


def a_pledge() -> Pledge:
    """Of a family whose case is open."""
    rows = Pledge.objects.standing().filter(case__household__area__path__contains="230103001/", case__ended_on=None)
    return rows.order_by("pk")[0]


def a_pledge_to_sign() -> Pledge:
    """One the family has not signed yet, drafted where there is none."""
    officer = User.objects.get(username="jiedao")
    cases = list(unsigned(officer, TODAY.date()))
    standing = Pledge.objects.standing().filter(case__in=cases).exclude(signatures__side="family").first()
    if standing is not None:
        return standing
    case = next(case for case in cases if not case.pledges.standing().exists())
    return draft_pledge(case=case, promised=Promised("按期安排岗位", "不挑不拣"), worker=officer, at=TODAY)


def a_measure() -> int:
    return Measure.objects.open().filter(plan=a_plan()).order_by("pk")[0].pk


def a_programme() -> int:
    """One that the demo district set, or that binds it."""
    rows = Programme.objects.visible_to(User.objects.get(username="quxian"))
    return rows.order_by("-pk").values_list("pk", flat=True)[0]


def an_attachment() -> ProgrammeAttachment:
    """Of a programme that the demo district set, beside one struck off."""
    officer = User.objects.get(username="quxian")
    terms = {"starts_on": TODAY.date(), "ends_on": TODAY.date()}
    texts = {
        "title": "示例区零就业家庭援助工作方案",
        "goals": "动态清零",
        "tasks": "逐户走访",
        "requirements": "按月填报",
    }
    own = Programme.objects.filter(area=officer.area, title=texts["title"]).first()
    if own is None:
        draft = Draft(document="", responsible="区就业局", **texts, **terms)
        own = set_programme(draft=draft, officer=officer, at=TODAY)
        wrong = programme_attachment(own, title="错传的文件", sha256="b" * 64)
        strike_attachment(attachment=wrong, reason="传错了文件", officer=officer, at=TODAY)
    return own.attachments.filter(struck_at=None).first() or programme_attachment(own)


ASSISTANCE: dict[str, tuple[str, Callable[[], str]]] = {
    "plans": ("shequ", page("assistance:plans")),
    "without-plan": ("shequ", page("assistance:without_plan")),
    "case": ("shequ", of_plan("assistance:case")),
    "plan-sheet": ("shequ", of_plan("assistance:plan_sheet")),
    "pledge-sheet": ("jiedao", of_family("assistance:pledge_sheet")),
    "plan": ("shequ", of_plan("assistance:plan")),
    "measure-done": ("shequ", lambda: reverse("assistance:measure_done", args=[a_measure()])),
    "promises": ("jiedao", page("assistance:promises")),
    "family": ("jiedao", of_family("assistance:family")),
    "pledge-sign": ("jiedao", lambda: reverse("assistance:sign_for_family", args=[a_pledge_to_sign().pk])),
    "prepare": ("jiedao", of_family("assistance:prepare")),
    "unpaired": ("jiedao", page("assistance:unpaired")),
    "own-families": ("shequ", page("assistance:own_families")),
    "transfers": ("jiedao", page("assistance:transfers")),
    "transfer": ("jiedao", lambda: reverse("assistance:transfer", args=[User.objects.get(username="shequ").pk])),
    "programmes": ("quxian", page("assistance:programmes")),
    "programme": ("quxian", lambda: reverse("assistance:programme", args=[a_programme()])),
    "programme-attachments": (
        "quxian",
        lambda: reverse("assistance:programme", args=[an_attachment().programme_id]),
    ),
    "programme-attachment-strike-off": (
        "quxian",
        lambda: reverse("assistance:programme_attachment_strike_off", args=[an_attachment().pk]),
    ),
    "programme-new": ("quxian", page("assistance:programme_new")),
}
