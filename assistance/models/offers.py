"""推荐岗位和拒绝: posts offered to a person, and how a refusal was looked into."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.striking import StruckOff
from assistance.enums import Answer
from households.models import Membership, Person

from .vacancies import Vacancy


class OfPersonQuerySet(models.QuerySet):
    """Rows about a person, seen where the person is: under the registration others were merged into, too."""

    person_lookup = "person"

    def visible_to(self, user: User) -> Self:
        human = Coalesce(OuterRef(f"{self.person_lookup}__merged_into"), OuterRef(self.person_lookup))
        return self.filter(Exists(Membership.objects.last_visible_to(user).filter(person=human)))

    def of(self, person: Person) -> Self:
        """Of the person, under whichever registration."""
        own, merged = self.person_lookup, f"{self.person_lookup}__merged_into"
        return self.filter(Q(**{own: person}) | Q(**{merged: person}))


class EntryQuerySet(OfPersonQuerySet):
    """Of which some were struck off."""

    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Offer(StruckOff):
    """推荐岗位: a post recommended to a person, and the answer. ``made_on`` is the day a refusal is dated.

    It is the referral (职业介绍), too: nothing else is written down of one that took place.
    The terms of the ``vacancy`` it came from, if it came from one, are copied and stay as they were. What made a post
    valid on that day is copied here from the policy; the rule judges by it. Struck off, it is answered
    and looked into no more, and no placement came from it: triggers hold that.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="offers")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, null=True, related_name="offers", verbose_name="用人信息")
    made_on = models.DateField("推荐日期")
    employer = models.CharField("用人单位", max_length=100)
    position = models.CharField("岗位", max_length=50)
    wage = models.DecimalField("月工资", max_digits=9, decimal_places=2)
    commute_minutes = models.PositiveSmallIntegerField("单程通勤时间", help_text="分钟")
    is_lawful = models.BooleanField("岗位合法", default=True)
    fits_health = models.BooleanField("适合身体状况", default=True)
    answer = models.CharField("答复", max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField("答复日期", null=True)
    refusal = models.CharField("拒绝理由", max_length=300, blank=True)
    is_justified = models.BooleanField("理由正当", default=False)
    evidence = models.CharField("证据", max_length=300, blank=True, help_text="签字声明、通话记录、证明等")
    minimum_wage = models.DecimalField("当日最低工资", max_digits=9, decimal_places=2, null=True)
    max_commute_minutes = models.PositiveSmallIntegerField("当日最长通勤时间")
    terms_source = models.CharField("有效岗位依据", max_length=400)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    recorded_at = models.DateTimeField("登记时间")

    objects = EntryQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="offer_of_a_vacancy_stands_once_for_a_person",
                fields=["vacancy", "person"],
                condition=Q(struck_at=None, vacancy__isnull=False),
            ),
            models.CheckConstraint(name="offer_names_no_wage_below_nothing", condition=Q(wage__gte=0)),
            models.CheckConstraint(
                name="offer_is_answered_on_a_day_it_stood",
                condition=Q(answer="", answered_on=None)
                | ~Q(answer="") & Q(answered_on__isnull=False, answered_on__gte=F("made_on")),
            ),
            models.CheckConstraint(
                name="offer_is_refused_for_a_reason",
                condition=Q(answer=Answer.REFUSED) & ~Q(refusal="")
                | ~Q(answer=Answer.REFUSED) & Q(refusal="", is_justified=False),
            ),
            models.CheckConstraint(name="offer_is_judged_by_an_article", condition=~Q(terms_source="")),
        ]
        indexes = [
            models.Index(fields=["person", "made_on"], name="offer_of_person"),
            models.Index(fields=["-made_on", "-id"], name="offer_latest"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.made_on}"


class RefusalLookQuerySet(OfPersonQuerySet):
    person_lookup = "offer__person"

    def open(self) -> Self:
        """Still to be decided; what was struck off is decided no more."""
        return self.filter(decided_at=None, offer__struck_at=None)


class RefusalLook(models.Model):
    """拒绝的复核和申诉: another person looks into a counted refusal, and again, above, where the person appeals.

    What the last decision found holds: whether the refusal ``counts``.
    """

    class Stage(models.IntegerChoices):
        REVIEW = 1, "街道复核"
        APPEAL = 2, "区县申诉复核"

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="looks")
    stage = models.PositiveSmallIntegerField("环节", choices=Stage)
    request = models.CharField("提请事由", max_length=500)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提请人")
    requested_at = models.DateTimeField("提请时间")
    counts = models.BooleanField("计为拒绝", null=True)
    opinion = models.CharField("意见", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="复核人"
    )
    decided_at = models.DateTimeField("复核时间", null=True)

    objects = RefusalLookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "stage"], name="refusal_is_looked_into_once_at_each_stage"),
            models.CheckConstraint(name="refusal_look_is_asked_for_with_a_reason", condition=~Q(request="")),
            models.CheckConstraint(
                name="refusal_is_decided_by_somebody_with_an_opinion",
                condition=Q(decided_by=None, decided_at=None, counts=None, opinion="")
                | Q(decided_by__isnull=False, decided_at__isnull=False, counts__isnull=False) & ~Q(opinion=""),
            ),
            models.CheckConstraint(
                name="refusal_is_not_decided_by_who_asked", condition=~Q(decided_by=F("requested_by"))
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "requested_at"], name="refusal_look_open", condition=Q(decided_at=None))
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.stage}"
