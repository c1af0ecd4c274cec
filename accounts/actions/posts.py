"""Where an officer serves: begun with the account, ended with it, and followed by the next."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Charge, Post, User

ONE_DAY = dt.timedelta(days=1)


def begin_post(*, user: User, on: dt.date) -> Post:
    """The post the account now shows, from the day ``on``; one begun the same day is corrected."""
    held = {"role": user.role, "area": user.area, "organisation": user.organisation}
    post, _ = Post.objects.update_or_create(user=user, validity=DateRange(on, None), defaults=held)
    return post


def end_post(*, user: User, on: dt.date) -> None:
    """End the post and all charges of ``user`` the day before ``on``; what began that very day lasts for it."""
    post = user.posts.filter(validity__upper_inf=True).first()
    if post is None and (since := timezone.localdate(user.date_joined)) < on:
        Post.objects.create(
            user=user, role=user.role, area=user.area, organisation=user.organisation, validity=DateRange(since, on)
        )
    elif post is not None and post.validity.lower < on:
        post.validity = DateRange(post.validity.lower, on)
        post.save(update_fields=["validity"])
    end_charges(Charge.objects.filter(officer=user), on=on)


def end_charges(charges: QuerySet[Charge], *, on: dt.date) -> None:
    """End the running ``charges`` the day before ``on``; one begun on that day or later is struck out."""
    for charge in charges.filter(validity__upper_inf=True).select_for_update():
        if charge.validity.lower >= on:
            charge.delete()
            continue
        charge.validity = DateRange(charge.validity.lower, on)
        charge.save(update_fields=["validity"])
