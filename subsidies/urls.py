"""The pages of subsidies, one file of addresses a subject."""

from . import urls_claims

app_name = "subsidies"
urlpatterns = [
    *urls_claims.urlpatterns,
]
