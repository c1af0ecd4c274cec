"""The registry's pages: households, people and surveys; and the casework on them."""

from . import casework, moves, registry

app_name = "households"
urlpatterns = [*registry.urlpatterns, *casework.urlpatterns, *moves.urlpatterns]
