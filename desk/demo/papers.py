"""The papers of a demo case: what the applicant brings along, the visit to the home, and where the notice hangs."""

import datetime as dt

from accounts.models import User
from approvals.uploads import actions as uploads
from households.actions.papers import NewMaterial, NewVisit, put_up_notice, record_visit, show_material
from households.enums import Material
from households.models import Certification, HomeVisit
from households.queries.papers import categories_of
from households.rules.materials import needed

from .photos import form_photo

ISSUED_DAYS_AGO = {Material.ID_CARD: 2000, Material.HOUSEHOLD_BOOK: 3500}


def gather(certification: Certification, *, worker: User, at: dt.datetime) -> None:
    """Nearly everybody brings every paper; the household book of every fifth case is still missing, with the visit."""
    form = [form_photo()]
    uploads.attach(application=certification, kind=Material.APPLICATION_FORM, files=form, actor=worker, at=at)
    is_complete = certification.pk % 5 != 0
    for material in needed(categories_of(certification)):
        if is_complete or material is not Material.HOUSEHOLD_BOOK:
            issued = at.date() - dt.timedelta(days=ISSUED_DAYS_AGO.get(material, 20))
            show_material(certification=certification, shown=NewMaterial(material, issued), worker=worker, at=at)
    if is_complete:
        visit = NewVisit(
            visited_on=at.date(),
            visitors=f"{worker}、楼长",
            outcome=HomeVisit.Outcome.VERIFIED,
            findings="经入户走访，家庭成员、就业状况与申请一致。",
            met="申请人",
        )
        record_visit(certification=certification, visit=visit, worker=worker, at=at)


def put_up(certification: Certification, *, worker: User, at: dt.datetime) -> None:
    """Of every fifth case nobody wrote down where the notice hangs."""
    if certification.pk % 5 and certification.notices.filter(round=certification.round, place="").exists():
        put_up_notice(certification=certification, place="社区居委会一楼公示栏", worker=worker, at=at)
