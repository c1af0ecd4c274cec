"""The registry's pages: households, people and surveys; and the casework and certificates on them."""

from . import casework, certificates, registry

app_name = "households"
urlpatterns = [*registry.urlpatterns, *casework.urlpatterns, *certificates.urlpatterns]
