"""The Celery application. Tasks are named in each app's tasks.py; the timetable stands in the settings."""

import sys

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

app = Celery("jiuyuan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_to_serve_wrongly(**_: object) -> None:
    """Worker and beat refuse to start where a web process would. Celery swallows every error of a signal but exit."""
    from config.guard import refuse_to_serve

    try:
        refuse_to_serve()
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))


@worker_init.connect
def settle_memory(**_: object) -> None:
    """Before the processes that do tasks part from this one: they share what is loaded, and it stays shared."""
    from config import memory

    memory.settle()
