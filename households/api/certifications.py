"""认定: read, applied for and decided, by the actions of the pages."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.errors import invalid
from accounts.api.frame import Endpoint, ListEndpoint
from accounts.api.paging import LARGEST_KEY
from accounts.models import User
from accounts.tokens.scopes import Scope
from approvals.actions import DecisionRefused
from approvals.queries import names_for
from approvals.workflow import DECISION_TITLES, Decision, Said
from households.actions import certification as actions
from households.models import Certification, CertificationRecord, Household, Person
from policy.parameters import ParameterNotInForce

from . import filters, showing

REFUSALS = (actions.ApplicationRefused, DecisionRefused, ParameterNotInForce)


def certification_shown(user: User, pk: int, *, lock: bool = False) -> Any:
    """A certification of the user's area and how it looks outside, after locking it if asked to. Raises Http404."""
    rows = Certification.objects.visible_to(user)
    if lock:
        get_object_or_404(rows.select_for_update(of=("self",)), pk=pk)
    records = CertificationRecord.objects.select_related("seat__actor", "on_behalf_of").order_by("decided_at", "pk")
    case = get_object_or_404(
        rows.select_related("area", "household__area", "person").prefetch_related(
            Prefetch("approval_records", records)
        ),
        pk=pk,
    )
    return case, showing.CertificationDetailSerializer(case).data


class ApplicationBody(serializers.Serializer):
    household = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, help_text="家庭")
    person = serializers.IntegerField(
        min_value=1, max_value=LARGEST_KEY, required=False, allow_null=True, help_text="人员；家庭认定的留空"
    )


class CertificationList(ListEndpoint):
    queryset = Certification.objects.none()
    serializer_class = showing.CertificationSerializer
    filterset_class = filters.CertificationFilter
    scopes = {"GET": Scope.READ_CASES, "POST": Scope.APPLY}
    refusals = REFUSALS
    keeps_answers = True
    title = "认定申请"

    def rows(self) -> QuerySet[Certification]:
        return Certification.objects.visible_to(self.user).select_related("area")

    @extend_schema(summary="认定申请列表")
    def get(self, request: Request) -> Response:
        """辖区内的认定申请。waiting=true 是今天由令牌所属账号办理的。"""
        return self.listed()

    @extend_schema(
        summary="发起认定申请", request=ApplicationBody, responses={201: showing.CertificationDetailSerializer}
    )
    def post(self, request: Request) -> Response:
        """登记并提交；规则今天认为不符合的、已认定的、已在办理的，不能发起。"""
        return self.once(self._apply)

    def _apply(self) -> Response:
        given = ApplicationBody(data=self.request.data)
        given.is_valid(raise_exception=True)
        asked = given.validated_data
        household = get_object_or_404(Household.objects.visible_to(self.user), pk=asked["household"])
        key = asked.get("person")
        person = get_object_or_404(Person.objects.visible_to(self.user), pk=key) if key else None
        made = actions.apply_for_certification(household=household, person=person, worker=self.user, at=self.at)
        shown = certification_shown(self.user, made.pk)[1]
        return self.versioned(shown, status=201, location=reverse("api:certification", args=[made.pk]))


class CertificationDetail(Endpoint):
    queryset = Certification.objects.none()
    serializer_class = showing.CertificationDetailSerializer
    scopes = {"GET": Scope.READ_CASES}

    @extend_schema(summary="一件认定申请")
    def get(self, request: Request, pk: int) -> Response:
        """连同各环节的意见。ETag 是审批时 If-Match 所需的版本。"""
        return self.versioned(certification_shown(self.user, pk)[1])


class DecisionBody(serializers.Serializer):
    decision = serializers.ChoiceField(
        choices=[(decision.value, title) for decision, title in DECISION_TITLES.items()], help_text="决定"
    )
    comment = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default="", help_text="说明；除同意外须填写"
    )
    article = serializers.CharField(
        max_length=300, required=False, allow_blank=True, default="", help_text="依据的文件和条款；不利的决定须有"
    )
    on_behalf_of = serializers.CharField(
        max_length=150, required=False, allow_blank=True, default="", help_text="代谁办理：被代理人的登录名"
    )


class DecideCertification(Endpoint):
    queryset = Certification.objects.none()
    serializer_class = DecisionBody
    scopes = {"POST": Scope.DECIDE}
    refusals = REFUSALS
    keeps_answers = guards = True

    @extend_schema(summary="审批认定申请", responses={200: showing.CertificationDetailSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """同意、退回补正、不予认定，或异议、复核的结论。没有写明依据的，引用最可能的条款。"""
        return self.once(lambda: self._decide(pk))

    def _decide(self, pk: int) -> Response:
        case, shown = certification_shown(self.user, pk, lock=True)
        self.refuse_stale(shown)
        said = self.body
        comment, article = said["comment"], said["article"]
        actions.decide(
            certification=case,
            actor=self.user,
            decision=Decision(said["decision"]),
            comment=Said(comment, article) if article.strip() else comment,
            at=self.at,
            on_behalf_of=self._absent(case, said["on_behalf_of"]),
        )
        return self.versioned(certification_shown(self.user, pk)[1])

    def _absent(self, case: Certification, username: str) -> User | None:
        if not username:
            return None
        absent = names_for(case, self.user, self.today).absent
        found = next((officer for officer in absent if officer.username == username), None)
        if found is None:
            raise invalid({"on_behalf_of": ["今天您没有代这名人员办理本件。"]})
        return found
