from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from .models import Deputation, User


class OfficerBackend(ModelBackend):
    """Fetches the officer of a request together with what every page asks about them, in one statement."""

    def get_user(self, user_id: int) -> User | None:
        named = Deputation.objects.filter(deputy=OuterRef("pk"))
        known = User.objects.select_related("area", "organisation", "second_factor").annotate(
            was_named_deputy=Exists(named)
        )
        user = known.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
