"""A real browser on a live server, in a city whose clock the test sets."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.setting import DEMO_DAY

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
TODAY = DEMO_DAY
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's synchronous interface runs an event loop in this thread, and Django would refuse the database in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The server's clock, which the test moves: ``clock.move_to(moment)``."""
    with time_machine.travel(TODAY, tick=True) as traveller:
        yield traveller


@dataclass
class Desk:
    """Somebody at a screen. ``problems`` gathers what the browser complained of."""

    page: Page
    address: str
    problems: list[str] = field(default_factory=list)

    def sign_in(self, username: str, password: str = settings.DEMO_PASSWORD) -> None:
        self.page.goto(f"{self.address}/accounts/sign-in/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", password)
        with self.page.expect_navigation():
            self.page.click("button[type=submit]")

    def open(self, path: str) -> Page:
        answer = self.page.goto(self.address + path)
        if answer is None or answer.status >= 400:
            self.problems.append(f"{path}: {answer.status if answer else 'no answer'}")
        return self.page

    def faults(self) -> list[str]:
        """What is wrong with the page shown: sideways scrolling, and what axe finds."""
        self.page.wait_for_load_state()
        found = []
        sideways = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if sideways > 1:
            found.append(f"{sideways} px wider than the screen")
        for violation in Axe().run(self.page).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:2]]
            found.append(f"axe {violation['id']}: {nodes}")
        return found


@pytest.fixture
def sit_down(browser, live_server) -> Iterator[Callable[..., Desk]]:
    """``sit_down(PHONE)``: a fresh browser profile of that size on the live server."""
    contexts = []

    def sit(size: dict[str, int] = DESK) -> Desk:
        context = browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        desk = Desk(context.new_page(), live_server.url)
        desk.page.on("pageerror", lambda error: desk.problems.append(f"script: {error}"))
        desk.page.on(
            "console",
            lambda message: desk.problems.append(message.text) if "Content Security Policy" in message.text else None,
        )
        return desk

    yield sit
    for context in contexts:
        context.close()
