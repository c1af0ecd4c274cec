"""Households, people, facts and findings: read as the lists show them."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import identifiers
from accounts.actions.limits import Limited
from accounts.api.errors import invalid
from accounts.api.frame import Endpoint, ListEndpoint
from accounts.lists.actions import record_search
from accounts.models import User
from accounts.tokens.scopes import Scope
from households.actions import registrations
from households.forms.registrations import RegistrationForm
from households.models import Fact, Household, HouseholdFinding, Membership, Person, PersonFinding, Registration
from households.models.registry import PersonQuerySet
from households.queries import pages
from households.queries.numbers import holders

from . import filters, showing


class OfCases(Endpoint):
    scopes = {"GET": Scope.READ_CASES}


def person_rows(on: dt.date) -> PersonQuerySet:
    """People as the pages list them, each with ``homes``, the present or last one first."""
    homes = Membership.objects.filter(left_for=None).select_related("household__area").order_by("-validity")
    return pages.person_rows(on).prefetch_related(Prefetch("memberships", homes, to_attr="homes"))


def household_shown(user: User, pk: int, endpoint: Endpoint, *, lock: bool = False) -> Any:
    """A household of the user's area and how it looks outside, after locking it if asked to. Raises Http404."""
    if lock:
        get_object_or_404(Household.objects.visible_to(user).select_for_update(of=("self",)), pk=pk)
    household: Any = get_object_or_404(pages.household_rows(endpoint.today).visible_to(user), pk=pk)
    household.known = pages.members_on(household, endpoint.today)
    return household, showing.HouseholdDetailSerializer(household).data


def person_shown(user: User, pk: int, endpoint: Endpoint, *, lock: bool = False) -> Any:
    """A person of the user's area and how the person looks outside, after locking it if asked to. Raises Http404."""
    if lock:
        get_object_or_404(Person.objects.visible_to(user).select_for_update(of=("self",), no_key=True), pk=pk)
    rows = person_rows(endpoint.today).prefetch_related(
        Prefetch("registrations", Registration.objects.order_by("validity", "pk"), to_attr="registrations_by_day"),
        Prefetch("facts", Fact.objects.order_by("validity", "pk"), to_attr="facts_by_day"),
    )
    person = get_object_or_404(rows.visible_to(user), pk=pk)
    return person, showing.PersonDetailSerializer(person).data


class HouseholdDetail(OfCases):
    queryset = Household.objects.none()
    serializer_class = showing.HouseholdDetailSerializer

    @extend_schema(summary="一个家庭")
    def get(self, request: Request, pk: int) -> Response:
        """家庭和现有成员。ETag 是再次调查时 If-Match 所需的版本。"""
        return self.versioned(household_shown(self.user, pk, self)[1])


class PersonList(OfCases, ListEndpoint):
    queryset = Person.objects.none()
    serializer_class = showing.PersonSerializer
    filterset_class = filters.PersonFilter
    title = "人员"

    def rows(self) -> QuerySet[Person]:
        return person_rows(self.today).visible_to(self.user)

    @extend_schema(summary="人员列表")
    def get(self, request: Request) -> Response:
        """辖区内的人员。按姓名、身份证号查找的，用 people/lookup/，以免留在地址和日志中。"""
        return self.listed()


class PersonDetail(OfCases):
    queryset = Person.objects.none()
    serializer_class = showing.PersonDetailSerializer

    @extend_schema(summary="一名人员")
    def get(self, request: Request, pk: int) -> Response:
        """ETag 是办理就业失业登记时 If-Match 所需的版本。"""
        return self.versioned(person_shown(self.user, pk, self)[1])


class LookupBody(serializers.Serializer):
    id_number = serializers.CharField(max_length=30, help_text="完整的身份证号，15 位或 18 位")

    def validate_id_number(self, typed: str) -> str:
        found = identifiers.resident_id(identifiers.halfwidth(typed).replace(" ", ""), on=self.context["view"].today)
        if found.reason is not None or found.normalized is None:
            raise serializers.ValidationError(identifiers.SENTENCES[found.reason or identifiers.LENGTH])
        return found.normalized


class FoundSerializer(serializers.Serializer):
    results = showing.PersonSerializer(many=True)


class PersonLookup(Endpoint):
    queryset = Person.objects.none()
    serializer_class = LookupBody
    scopes = {"POST": Scope.READ_CASES}

    @extend_schema(summary="按身份证号查找人员", responses={200: FoundSerializer})
    def post(self, request: Request) -> Response:
        """辖区内现用或曾用这个号码的人员，没有的为空。查询记入审计，按小时限次。"""
        number = self.body["id_number"]
        self.refuse_beyond(Limited.SEARCH)
        record_search(title="人员（接口）", typed={"身份证号": number}, actor=self.user, at=self.at)
        found = person_rows(self.today).visible_to(self.user).filter(pk__in=holders(number)).order_by("pk")
        response = Response(FoundSerializer({"results": found}).data)
        response["Cache-Control"] = "no-store"
        return response


class UnmaskBody(serializers.Serializer):
    reason = serializers.CharField(max_length=500, help_text="事由，记入审计")


class NumberSerializer(serializers.Serializer):
    id_number = serializers.CharField(help_text="完整的身份证号")


class WholeNumber(Endpoint):
    queryset = Person.objects.none()
    serializer_class = UnmaskBody
    scopes = {"POST": Scope.READ_ID_NUMBERS}
    refusals = (registrations.UnmaskRefused,)

    @extend_schema(summary="查看完整的身份证号", responses={200: NumberSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """须写明事由。与网页合计按小时限次，每次记入审计；答复不缓存、不留存。"""
        person = get_object_or_404(Person.objects.visible_to(self.user), pk=pk)
        reason = self.body["reason"]
        self.refuse_beyond(Limited.UNMASK)
        number = registrations.unmask(person=person, reason=reason, actor=self.user, at=self.at)
        response = Response({"id_number": number})
        response["Cache-Control"] = "no-store"
        return response


class RegistrationBody(serializers.Serializer):
    """As the page asks for it: its form judges it."""

    kind = showing.CodeField(showing.RegistrationKind, help_text="登记类别")
    since = serializers.DateField(help_text="首日")
    employer = serializers.CharField(max_length=100, required=False, allow_blank=True, help_text="用人单位")
    employer_code = serializers.CharField(max_length=30, required=False, allow_blank=True, help_text="单位代码")
    checked = serializers.BooleanField(required=False, help_text="单位代码有误但已核对证件，确实如此")


class PersonRegistrations(OfCases, ListEndpoint):
    queryset = Registration.objects.none()
    filter_backends = ()  # type: ignore[assignment]
    serializer_class = showing.RegistrationSerializer
    scopes = {"GET": Scope.READ_CASES, "POST": Scope.WRITE_SURVEYS}
    refusals = (registrations.RegistrationRefused,)
    keeps_answers = guards = True

    def rows(self) -> QuerySet[Registration]:
        person = get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return person.registrations.all()

    @extend_schema(summary="一名人员的就业失业登记")
    def get(self, request: Request, pk: int) -> Response:
        """现在和以往的登记。"""
        return self.listed()

    @extend_schema(
        summary="办理就业失业登记", request=RegistrationBody, responses={201: showing.RegistrationSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        """与之相斥的登记在前一日终止；家庭随即重新评估。If-Match 是人员的版本。"""
        return self.once(lambda: self._register(pk))

    def _register(self, pk: int) -> Response:
        person, shown = person_shown(self.user, pk, self, lock=True)
        self.refuse_stale(shown)
        given = RegistrationBody(data=self.request.data)
        given.is_valid(raise_exception=True)
        form = RegistrationForm(given.validated_data, today=self.today)
        if not form.is_valid():
            raise invalid({name: [str(word) for word in words] for name, words in form.errors.items()})
        made = registrations.register(person=person, registration=form.registration(), worker=self.user, at=self.at)
        content = showing.RegistrationSerializer(made).data
        response = Response(content, status=201)
        response["Location"] = reverse("api:registrations", args=[pk])
        return response


class FactList(OfCases, ListEndpoint):
    queryset = Fact.objects.none()
    serializer_class = showing.FactSerializer
    filterset_class = filters.FactFilter
    title = "人员的情况"

    def rows(self) -> QuerySet[Fact]:
        return Fact.objects.filter(person__in=Person.objects.visible_to(self.user))

    @extend_schema(summary="情况列表")
    def get(self, request: Request) -> Response:
        """辖区内人员的情况，如残疾人证、低保、失地，各有起止日期。证件号码不给出。"""
        return self.listed()


class PersonFindings(OfCases, ListEndpoint):
    queryset = PersonFinding.objects.none()
    serializer_class = showing.PersonFindingSerializer
    filterset_class = filters.PersonFindingFilter
    title = "疑似就业困难人员"

    def rows(self) -> QuerySet[PersonFinding]:
        return PersonFinding.objects.visible_to(self.user)

    @extend_schema(summary="疑似就业困难人员", operation_id="findings_people_list")
    def get(self, request: Request) -> Response:
        """规则判断的结果及其理由、依据。只是提示，以认定为准。"""
        return self.listed()


class HouseholdFindings(OfCases, ListEndpoint):
    queryset = HouseholdFinding.objects.none()
    serializer_class = showing.HouseholdFindingSerializer
    filterset_class = filters.HouseholdFindingFilter
    title = "疑似零就业、双失业家庭"

    def rows(self) -> QuerySet[HouseholdFinding]:
        return HouseholdFinding.objects.visible_to(self.user)

    @extend_schema(summary="疑似零就业、双失业家庭", operation_id="findings_households_list")
    def get(self, request: Request) -> Response:
        """规则判断的结果及其理由、依据。只是提示，以认定为准。"""
        return self.listed()
