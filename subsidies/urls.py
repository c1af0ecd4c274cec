"""The pages of subsidies, one file of addresses a subject."""

from . import urls_claims, urls_entitlements, urls_payments

app_name = "subsidies"
urlpatterns = [
    *urls_claims.urlpatterns,
    *urls_entitlements.urlpatterns,
    *urls_payments.urlpatterns,
]
