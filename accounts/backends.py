from django.contrib.auth.backends import ModelBackend

from .models import User


class OfficerBackend(ModelBackend):
    """Fetches the officer of a request together with what every page asks about them, in one statement."""

    def get_user(self, user_id: int) -> User | None:
        known = User.objects.select_related("area", "organisation", "second_factor")
        user = known.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
