from django.contrib.auth.backends import ModelBackend

from .models import User


class OfficerBackend(ModelBackend):
    """Django's own, with the officer's area read along: every page asks for it."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("area").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
