"""What people enjoy and may enjoy yet, whose subsidy is stopped, and the ledger of what was granted."""

from django.urls import URLPattern, path

from subsidies.views import entitlements, ledger, stops

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/", entitlements.Entitlements.as_view(), name="entitlements"),
    path("people/<int:pk>/stop/", stops.NewStop.as_view(), name="stop_new"),
    path("ledger/", ledger.GrantedLedger.as_view(), name="ledger"),
    path("stops/", stops.StopList.as_view(), name="stops"),
    path("stops/<int:pk>/", stops.StopPage.as_view(), name="stop"),
    path("stops/<int:pk>/resume/", stops.ResumeStop.as_view(), name="stop_resume"),
]
