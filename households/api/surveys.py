"""Households as lists, and what is told at their doors."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.errors import invalid, refused
from accounts.api.frame import ListEndpoint
from accounts.tokens.scopes import Scope
from households.actions.surveys import SurveyRefused, record_survey
from households.forms.survey import SurveyForm
from households.models import Household, Survey
from households.queries import pages, privacy
from policy.parameters import ParameterNotInForce

from . import filters, showing
from .registry import household_shown
from .survey_body import SurveyBody, form_data, found_wrong, refusal_of

SUBMISSIONS = uuid.UUID("6f0a5a0e-6c0e-4c6b-9a57-6c1f1f6d7a10")  # the name space of keys made from idempotency keys


class TakesSurveys(ListEndpoint):
    """A POST records a survey; the same idempotency key is the same survey even after its answer is forgotten."""

    scopes = {"GET": Scope.READ_CASES, "POST": Scope.WRITE_SURVEYS}
    refusals = (ParameterNotInForce,)
    keeps_answers = True

    def record(self, household: Household | None) -> Response:
        """Record what was sent, of a new household or of this one. Raises Problem."""
        given = SurveyBody(data=self.request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        form = SurveyForm.sent(
            form_data(said, worker=self.user, submission=self._submission()),
            known=pages.members_on(household, self.today) if household else [],
            worker=self.user,
            today=self.today,
            version=privacy.notice_on(self.today, self.user.area).version,
        )
        is_valid = form.is_valid()
        wrong = found_wrong(form, said)
        if wrong or not is_valid:
            raise invalid(wrong)
        try:
            survey = record_survey(survey=form.surveyed(), household=household, worker=self.user, at=self.at)
        except SurveyRefused as no:
            raise refused(str(no), refusal_of(no, said)) from no
        response = Response(showing.SurveySerializer(survey).data, status=201)
        response["Location"] = reverse("api:household", args=[survey.household_id])
        return response

    def _submission(self) -> uuid.UUID:
        return uuid.uuid5(SUBMISSIONS, f"{self.token.pk}:{self.request.headers['Idempotency-Key']}")


class HouseholdList(TakesSurveys):
    queryset = Household.objects.none()
    serializer_class = showing.HouseholdSerializer
    filterset_class = filters.HouseholdFilter
    title = "家庭"

    def rows(self) -> QuerySet[Household]:
        return pages.household_rows(self.today).visible_to(self.user)

    @extend_schema(summary="家庭列表")
    def get(self, request: Request) -> Response:
        """辖区内的家庭。"""
        return self.listed()

    @extend_schema(
        summary="登记新家庭的入户调查",
        request=SurveyBody,
        responses={201: showing.SurveySerializer},
        operation_id="households_survey_new",
    )
    def post(self, request: Request) -> Response:
        """家庭归令牌所属账号的社区；登记后随即评估。"""
        return self.once(lambda: self.record(None))


class HouseholdSurveys(TakesSurveys):
    queryset = Survey.objects.none()
    serializer_class = showing.SurveySerializer
    filter_backends = ()  # type: ignore[assignment]
    guards = True

    def rows(self) -> QuerySet[Survey]:
        household = get_object_or_404(Household.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return household.surveys.select_related("surveyor")

    @extend_schema(summary="一个家庭的入户调查")
    def get(self, request: Request, pk: int) -> Response:
        """何时由谁走访。"""
        return self.listed()

    @extend_schema(
        summary="登记再次调查",
        request=SurveyBody,
        responses={201: showing.SurveySerializer},
        operation_id="households_survey_again",
    )
    def post(self, request: Request, pk: int) -> Response:
        """全部成员及其现况一并写出。If-Match 是家庭的版本：读取之后有变动的，须重新读取。"""
        return self.once(lambda: self._again(pk))

    def _again(self, pk: int) -> Response:
        found: Any = household_shown(self.user, pk, self, lock=True)
        self.refuse_stale(found[1])
        return self.record(found[0])
