from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from .models import Deputation, Job, User


class OfficerBackend(ModelBackend):
    """Fetches the officer of a request together with what every page asks about them, in one statement."""

    def get_user(self, user_id: int) -> User | None:
        named = Deputation.objects.filter(deputy=OuterRef("pk"))
        lent = Deputation.objects.filter(officer=OuterRef("pk"), ended_at=None)
        jobs = Job.objects.filter(owner=OuterRef("pk")).unfinished().order_by().values("owner")
        running = Subquery(jobs.annotate(number=Count("pk")).values("number"))
        known = User.objects.select_related("area", "organisation", "second_factor").annotate(
            was_named_deputy=Exists(named), has_lent=Exists(lent), running_jobs=Coalesce(running, 0)
        )
        user = known.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.answers = {}  # type: ignore[attr-defined]  # to what is asked in this request (accounts.asking)
        return user
