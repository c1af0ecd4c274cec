"""The registry's pages: households, people and surveys; and the casework on them."""

from . import casework, registry, surveys

app_name = "households"
urlpatterns = [*registry.urlpatterns, *casework.urlpatterns, *surveys.urlpatterns]
