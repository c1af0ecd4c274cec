"""Assistance's pages."""

from django.urls import URLPattern

from . import urls_offers

app_name = "assistance"
urlpatterns: list[URLPattern] = [
    *urls_offers.urlpatterns,
]
