"""Locks carry no address, and nothing is shipped to the browser that Chromium 90 does not know."""

import json
import re

import pytest

from config.embedded import PROJECT
from scripts import assets

NEWER_THAN_CHROMIUM_90 = (
    "color-mix(",
    ":has(",
    "oklch(",
    "@layer",
    ".at(",
    "Object.hasOwn",
    "structuredClone",
    "findLast",
)
OURS = sorted(path for path in PROJECT.glob("*/static/**/*") if path.suffix in {".css", ".js"})


def test_locks_carry_no_address():
    locks = sorted(PROJECT.glob("requirements*"))
    assert len(locks) == 8
    assert [path.name for path in locks if "http" in path.read_text()] == []
    assert "://" not in (PROJECT / ".npmrc").read_text()


def test_the_asset_lock_carries_no_address():
    text = (PROJECT / "package-lock.json").read_text()
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_assets_are_there():
    assets.provide()
    names = {path.name for path in assets.VENDOR.iterdir()}
    assert {name.rpartition("/")[2] for name in assets.COPIED} | {"htmx.min.js", "icons.svg"} <= names


def test_every_icon_is_drawn():
    assets.provide()
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (assets.VENDOR / "icons.svg").read_text()))
    used = {
        name
        for template in [*PROJECT.glob("templates/**/*.html"), *PROJECT.glob("*/templates/**/*.html")]
        for name in re.findall(r'\{% icon "([^"]+)"', template.read_text())
    }
    assert used <= drawn


@pytest.mark.parametrize("feature", NEWER_THAN_CHROMIUM_90)
def test_shipped_code_suits_chromium_90(feature):
    assets.provide()
    shipped = sorted({*OURS, *(path for path in assets.VENDOR.iterdir() if path.suffix in {".css", ".js"})})
    assert len(shipped) > len(assets.COPIED)
    assert [str(path) for path in shipped if feature in path.read_text()] == []


def test_no_source_maps_are_named():
    assets.provide()
    assert [path.name for path in assets.VENDOR.iterdir() if b"sourceMappingURL" in path.read_bytes()] == []
