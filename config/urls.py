"""The map of pages."""

from django.urls import URLPattern, URLResolver, include, path

from . import health

handler500 = "config.api.server_error"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("policy/", include("policy.urls")),
    path("households/", include("households.urls")),
    path("assistance/", include("assistance.urls")),
    path("subsidies/", include("subsidies.urls")),
    path("reports/", include("reports.urls")),
    path("api/", include("config.api")),
    path("", include("desk.urls")),
]
