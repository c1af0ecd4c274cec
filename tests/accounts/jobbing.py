"""Jobs for tests: asked for, left alone, done."""

import datetime as dt
import io
from urllib.parse import urlencode

from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import tasks
from accounts.jobs import actions
from accounts.models import Job
from tests import factories

HOUSEHOLDS = reverse("households:list")


def asked_for(owner, *, task="accounts.tasks.export_list", title="导出 家庭", **arguments):
    return actions.start(task=task, title=title, arguments=arguments, owner=owner, at=timezone.now())


def fresh(job):
    return Job.objects.get(pk=job.pk)


def expire(job):
    """Time goes by, and nobody renews the lease."""
    Job.objects.filter(pk=job.pk).update(leased_until=Now() - dt.timedelta(seconds=1))


def done_with(words="好了。"):
    return lambda job, report: actions.Result(words)


def finished_export(owner, city, address=HOUSEHOLDS):
    factories.HouseholdFactory(area=city.community, address="向阳路1号")
    job = asked_for(owner, address=address)
    tasks.export_list(job=job.pk)
    return fresh(job)


def taken_away(client, address, query=(), purpose="核对名册"):
    """The answer to whoever exports the list at ``address``, as the page that asks for the purpose sends it."""
    told = {"address": f"{address}?{urlencode({**dict(query), 'format': 'xlsx'})}", "purpose": purpose}
    return client.post(reverse("accounts:start_export"), told)


def rows_of(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
