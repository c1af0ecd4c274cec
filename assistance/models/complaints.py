"""举报投诉: who complains of what, who looks into it, and what was found."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.fields import EncryptedTextField
from accounts.models import Area, User
from assistance.register_enums import INVESTIGATED, ComplaintChannel, Finding

from .matters import Matter, MatterQuerySet
from .services import Service


class ComplaintQuerySet(MatterQuerySet):
    def may_be_judged_by(self, officer: User) -> Self:
        """Open ones in the officer's sight, where nothing is about the own office, and not about the officer."""
        return self.visible_to(officer).open().exclude(against_officer=officer)


class Complaint(Matter):
    """举报投诉. ``area`` is the office above the one complained of; nobody below it sees the complaint.

    ``number`` is what whoever complained asks by: not to be guessed. ``against_area`` is the community or office
    complained of; whether the complaint is aimed at it (``is_targeted``, 有针对性) is said when it is accepted.
    ``service`` is the tax relief complained of, where that is what was put off (不得敷衍推诿).
    """

    number = models.CharField("查询编号", max_length=14, unique=True)
    channel = models.CharField("渠道", max_length=10, choices=ComplaintChannel)
    against = models.CharField("被举报投诉的单位或人员", max_length=200)
    against_area = models.ForeignKey(
        Area, models.PROTECT, null=True, related_name="complaints", verbose_name="被举报投诉的区划"
    )
    text = models.TextField("举报投诉内容", max_length=2000)
    contact_name = EncryptedTextField("举报投诉人", blank=True, default="")
    contact_phone = EncryptedTextField("联系电话", blank=True, default="")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="complaints", verbose_name="税费减免")
    accepted_on = models.DateField("受理日期", null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="受理人"
    )
    is_targeted = models.BooleanField("有针对性", null=True)
    against_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="被举报投诉的经办人"
    )
    finding = models.CharField("结论", max_length=10, choices=Finding, blank=True)
    findings = models.TextField("调查情况", max_length=2000, blank=True)
    reply = models.TextField("答复", max_length=1000, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta(Matter.Meta):
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(name="complaint_says_of_whom_and_what", condition=~Q(against="") & ~Q(text="")),
            models.CheckConstraint(
                name="complaint_is_accepted_whole",
                condition=Q(accepted_on=None, accepted_by=None, is_targeted=None, against_officer=None)
                | Q(
                    accepted_on__isnull=False,
                    accepted_on__gte=F("received_on"),
                    accepted_by__isnull=False,
                    is_targeted__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="complaint_is_targeted_at_somewhere",
                condition=Q(is_targeted=None) | Q(is_targeted=False) | Q(against_area__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_is_closed_with_what_was_found",
                condition=Q(closed_on=None, finding="", findings="", reply="")
                | Q(closed_on__isnull=False, finding__in=INVESTIGATED, accepted_on__isnull=False)
                & ~Q(findings="")
                & ~Q(reply="")
                | Q(closed_on__isnull=False, finding=Finding.DECLINED, accepted_on=None) & ~Q(reply=""),
            ),
            models.CheckConstraint(
                name="complaint_is_judged_by_somebody_it_is_not_about",
                condition=Q(against_officer=None)
                | ~Q(accepted_by=F("against_officer")) & (Q(closed_by=None) | ~Q(closed_by=F("against_officer"))),
            ),
        ]

    def __str__(self) -> str:
        return self.number
