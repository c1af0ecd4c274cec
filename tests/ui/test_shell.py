"""The shell, the sign-in page and the error pages, each with all it can show and with nothing at all."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.template.loader import render_to_string
from django.utils.html import escape

STATIC = Path(settings.BASE_DIR, "ui/static/ui")
SHELL = {
    "navigation": [("我的待办", "inbox", "/", True), ("家庭与人员", "home-heart", "/households/", False)],
    "bottom_navigation": [("待办", "inbox", "/", True), ("我的", "user", "#sidebar", False)],
    "user_name": "张敏",
    "user_role": "社区工作者",
    "area_name": "幸福路社区",
    "area_links": [("幸福路街道", "/?area=1", False), ("幸福路社区", "/?area=2", True)],
    "waiting_url": "/",
    "waiting_count": 12,
    "jobs_url": "/jobs/",
    "running_jobs": 1,
    "search_url": "/search/",
    "sign_out_url": "/sign-out/",
    "password_url": "/password/",
    "csrf_token": "t",
}
TOO_NEW = ("color-mix(", ":has(", "oklch(", "@layer", ".at(", "Object.hasOwn", "structuredClone", "findLast")


def test_the_shell_shows_where_one_is_and_what_waits():
    page = render_to_string("base.html", SHELL)

    assert page.count('aria-current="page"') == 2
    for words in ("幸福路社区", "待审批 12 件", "1 项任务进行中", "张敏", "退出登录", "修改密码", "跳到正文"):
        assert words in page
    assert 'method="post" action="/sign-out/"' in page
    assert 'data-focus-key="/"' in page


def test_the_shell_asks_nothing_of_its_context():
    page = render_to_string("base.html", {})

    assert "sidebar" not in page
    assert "退出登录" not in page


@pytest.mark.parametrize("template", ["403.html", "404.html", "429.html", "500.html"])
def test_an_error_page_needs_no_context(template):
    assert 'href="/"' in render_to_string(template)


DEMO = [("街道审核员", "幸福路街道", "jiedao", "<secret>")]


@pytest.mark.parametrize("accounts", [[], DEMO])
def test_demo_sign_ins_are_shown_only_where_there_are_any(accounts):
    page = render_to_string(
        "registration/login.html", {"form": AuthenticationForm(), "demo_accounts": accounts, "csrf_token": "t"}
    )

    assert ("演示账号" in page) is bool(accounts)
    assert (escape("<secret>") in page) is bool(accounts)
    assert 'autocomplete="current-password"' in page


def test_no_page_has_inline_script_handlers_or_styles():
    root = Path(settings.BASE_DIR)
    for path in [*(root / "templates").rglob("*.html"), *(root / "ui/templates").rglob("*.html")]:
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page), path
        assert not re.search(r"\s(on[a-z]+|style)=", page), path


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.*")), ids=lambda path: path.name)
def test_what_we_ship_is_small_and_known_to_chromium_90(file):
    content = file.read_text(encoding="utf-8")

    assert len(content.splitlines()) <= 400
    assert [feature for feature in TOO_NEW if feature in content] == []
