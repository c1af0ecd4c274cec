"""The survey at the door: the form, and the answer that follows it at once."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import DetailView, View

from accounts.permissions import Act, ActRequired, may
from households.actions.surveys import SurveyRefused, record_survey
from households.enums import IncomeSource
from households.forms.survey import SurveyForm
from households.models import Household, Survey
from households.queries import pages, privacy
from households.rules.clears import NEEDED, NEEDED_OF_CHILD, ONLY_OF_UNEMPLOYED, WORKING_MIN

from .registry import OnDay, answered

ADD_MEMBER = "add_member"  # the button that works without script


class SurveyPage(OnDay, ActRequired, View):
    """Opens, takes and refuses a survey: of a new household, or of the one named by ``pk``."""

    act = Act.SURVEY

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.household: Household | None = None
        self.last: Survey | None = None
        self.known: list[pages.KnownMember] = []

    def _load(self, pk: int | None) -> None:
        self.notice = privacy.notice_on(self.today, self.user.area)
        if pk is None:
            return
        home = get_object_or_404(Household.objects.visible_to(self.user).select_related("area"), pk=pk)
        self.household, self.known = home, pages.members_on(home, self.today)
        self.last = home.surveys.order_by("-pk").first()

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self._load(pk)
        form = SurveyForm.opened(
            household=self.household,
            known=self.known,
            worker=self.user,
            today=self.today,
            version=self.notice.version,
            last=self.last,
        )
        return self._page(form)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        self._load(pk)
        form = SurveyForm.sent(
            request.POST, known=self.known, worker=self.user, today=self.today, version=self.notice.version
        )
        if ADD_MEMBER in request.POST:
            return self._page(form.with_one_more())
        if not form.is_valid():
            return self._page(form, is_sent=True)
        try:
            survey = record_survey(
                survey=form.surveyed(), household=self.household, worker=self.user, at=timezone.now()
            )
        except SurveyRefused as refused:
            form.refuse(refused)
            return self._page(form, is_sent=True)
        return HttpResponseRedirect(reverse("households:survey_done", args=[survey.pk]))

    def _page(self, form: SurveyForm, *, is_sent: bool = False) -> HttpResponse:
        context = {
            "form": form,
            "errors": form.errors if is_sent else [],
            "is_sent": is_sent,
            "household": self.household,
            "last": self.last,
            "draft_key": f"survey:{self.household.pk}:{self.last.pk if self.last else 0}"
            if self.household
            else "survey",
            "sign_in_url": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': self.request.path})}",
            "clears": {
                "needed": NEEDED,
                "needed_of_child": NEEDED_OF_CHILD,
                "only_of_unemployed": ONLY_OF_UNEMPLOYED,
                "working_min": WORKING_MIN,
            },
            "area": self.user.area,
            "notice": self.notice,
        }
        return render(self.request, "households/survey.html", context)


class SurveyDone(OnDay, ActRequired, DetailView):
    """What was found at once, in words; later the record of what was said at the door."""

    act = Act.READ_CASES
    template_name = "households/survey_done.html"
    context_object_name = "survey"

    def get_queryset(self) -> Any:
        return Survey.objects.visible_to(self.user).select_related("household__area", "surveyor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        household = self.object.household
        members = pages.members_on(household, self.today)
        return super().get_context_data(
            household=household,
            members=members,
            answer=answered(household, members, self.today),
            said=[(member["name"], pages.said_words(member)) for member in self.object.answers["members"]],
            income_source=dict(IncomeSource.choices).get(self.object.answers.get("income_source", ""), ""),
            is_latest=not household.surveys.filter(pk__gt=self.object.pk).exists(),
            may_survey=may(self.request.user, Act.SURVEY),
            today=self.today,
            **kwargs,
        )
