from collections.abc import Mapping

from django.urls import reverse

from accounts.models import ExportRequest
from ui.marks import Mark, Tone
from ui.tables import Column, badge, moment, number

Status = ExportRequest.Status
TONES: Mapping[str, Tone] = {
    Status.PENDING: "warn",
    Status.APPROVED: "ok",
    Status.REFUSED: "bad",
    Status.WITHDRAWN: "plain",
}


def mark(asked: ExportRequest) -> Mark:
    return Mark(asked.get_status_display(), TONES[asked.status])


def request_url(asked: ExportRequest) -> str:
    return reverse("accounts:export_request", args=[asked.pk])


EXPORT_REQUESTS = (
    Column("title", "列表", lambda asked: asked.title, link=request_url),
    Column("purpose", "用途", lambda asked: asked.purpose),
    Column("rows", "行数", lambda asked: asked.rows, number, ("rows",)),
    Column("who", "申请人", lambda asked: asked.requested_by),
    Column("area", "所属区划", lambda asked: asked.requested_by.area, on_phone=False),
    Column("at", "申请时间", lambda asked: asked.requested_at, moment, ("requested_at",)),
    Column("status", "状态", mark, badge, ("status",)),
)
