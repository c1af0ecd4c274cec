"""The map of the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.defaults import server_error as page_of_error
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import origin
from accounts.api import areas
from accounts.api.frame import Endpoint
from households.api import certifications, registry, surveys
from policy import api as policy
from reports import api as reports

from .api_pages import Docs, Schema

PREFIX = "/api/"


@extend_schema(exclude=True)
class Unknown(Endpoint):
    """Every other address: a token is asked for first."""

    scopes = {}

    def get(self, request: Request, **kwargs: Any) -> Response:
        raise NotFound

    post = get


def server_error(request: HttpRequest) -> HttpResponse:
    """What nobody foresaw: in the one shape for programs, as a page for people."""
    if not request.path.startswith(PREFIX):
        return page_of_error(request)
    content = {
        "code": "server_error",
        "message": "系统出错，请稍后再试；仍然如此的，请将请求编号告知管理员。",
        "fields": {},
        "request": origin.current().request,
    }
    return JsonResponse(content, status=500)


v1: list[URLPattern | URLResolver] = [
    path("areas/", areas.AreaList.as_view(), name="areas"),
    path("areas/<str:code>/", areas.AreaDetail.as_view(), name="area"),
    path("households/", surveys.HouseholdList.as_view(), name="households"),
    path("households/<int:pk>/", registry.HouseholdDetail.as_view(), name="household"),
    path("households/<int:pk>/surveys/", surveys.HouseholdSurveys.as_view(), name="surveys"),
    path("people/", registry.PersonList.as_view(), name="people"),
    path("people/lookup/", registry.PersonLookup.as_view(), name="lookup"),
    path("people/<int:pk>/", registry.PersonDetail.as_view(), name="person"),
    path("people/<int:pk>/registrations/", registry.PersonRegistrations.as_view(), name="registrations"),
    path("people/<int:pk>/id-number/", registry.WholeNumber.as_view(), name="id_number"),
    path("facts/", registry.FactList.as_view(), name="facts"),
    path("findings/people/", registry.PersonFindings.as_view(), name="person_findings"),
    path("findings/households/", registry.HouseholdFindings.as_view(), name="household_findings"),
    path("certifications/", certifications.CertificationList.as_view(), name="certifications"),
    path("certifications/<int:pk>/", certifications.CertificationDetail.as_view(), name="certification"),
    path("certifications/<int:pk>/decision/", certifications.DecideCertification.as_view(), name="decide"),
    path("figures/", reports.Months.as_view(), name="figures"),
    path("figures/<str:label>/<str:code>/", reports.Figures.as_view(), name="return"),
    path("parameters/", policy.ParameterList.as_view(), name="parameters"),
    path("parameters/<str:key>/", policy.ParameterDetail.as_view(), name="parameter"),
]
app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    path("v1/", include(v1)),
    path("<path:rest>", Unknown.as_view(), name="unknown"),
]
