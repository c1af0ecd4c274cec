"""The registry's pages: households, people and surveys; and the casework and certificates on them."""

from . import casework, certificates, registry, surveys

app_name = "households"
urlpatterns = [
    *registry.urlpatterns,
    *casework.urlpatterns,
    *surveys.urlpatterns,
    *certificates.urlpatterns,
]
