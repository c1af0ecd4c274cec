"""The registry's pages: households, people and surveys; and the casework, certificates and movements on them."""

from . import casework, certificates, moves, registry, surveys

app_name = "households"
urlpatterns = [
    *registry.urlpatterns,
    *casework.urlpatterns,
    *surveys.urlpatterns,
    *certificates.urlpatterns,
    *moves.urlpatterns,
]
