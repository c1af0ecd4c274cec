"""Who answers for which family."""

from django.urls import URLPattern, path

from assistance.views import pairs, transfers

urlpatterns: list[URLPattern] = [
    path("pairs/", pairs.UnpairedFamilies.as_view(), name="unpaired"),
    path("transfers/", transfers.LoadList.as_view(), name="transfers"),
    path("transfers/<int:pk>/", transfers.Transfer.as_view(), name="transfer"),
    path("own/", pairs.OwnFamilies.as_view(), name="own_families"),
]
