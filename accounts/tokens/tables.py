import datetime as dt

from django.urls import reverse

from ui.marks import Mark
from ui.tables import Column, badge, moment

from .models import Token
from .queries import why_not_good


def token_mark(token: Token, at: dt.datetime) -> Mark:
    if token.revoked_at is not None:
        return Mark("已作废")
    if token.expires_at <= at:
        return Mark("已到期")
    return Mark("已失效", "warn") if why_not_good(token, at) else Mark("在用", "ok")


def token_columns(at: dt.datetime) -> tuple[Column, ...]:
    """The list of tokens at the moment ``at``."""
    return (
        Column(
            "purpose",
            "用途",
            lambda token: str(token),
            order_by=("purpose",),
            link=lambda token: reverse("accounts:token", args=[token.pk]),
        ),
        Column("owner", "所属账号", lambda token: token.owner, order_by=("owner__full_name",)),
        Column("role", "岗位角色", lambda token: token.get_role_display(), on_phone=False),
        Column("area", "所属区划", lambda token: token.area, order_by=("area__path",)),
        Column("scopes", "权限", lambda token: "、".join(token.scope_labels), on_phone=False),
        Column("issued", "签发时间", lambda token: token.issued_at, moment, ("issued_at",), on_phone=False),
        Column("expires", "有效期至", lambda token: token.expires_at, moment, ("expires_at",)),
        Column("used", "最近使用", lambda token: token.last_used_at, moment, ("last_used_at",)),
        Column("state", "状态", lambda token: token_mark(token, at), badge),
    )
