"""The cases that come with the product, to be read and to begin one's own from."""

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from .topics import SERVED

FOLDER = Path(settings.BASE_DIR) / "tests" / "cases"
TITLES = Path(__file__).with_name("titles.yaml")


@dataclass(frozen=True)
class ShippedCase:
    """A shipped case with its parts as an officer would type them."""

    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def title(self) -> str:
        """In Chinese where the topic is served, else as the case file has it."""
        return _titles().get(self.id) or str(self.raw.get("title", ""))

    def part(self, name: str) -> str:
        """A part as YAML, empty where the case has none."""
        part = self.raw.get(name)
        return yaml.safe_dump(part, allow_unicode=True, sort_keys=False).strip() if part else ""


def shipped_cases(topic: str) -> list[ShippedCase]:
    """The shipped cases of a topic, in their order."""
    return [ShippedCase(raw) for raw in _all() if raw.get("topic") == topic]


def shipped_case(name: str) -> ShippedCase | None:
    return next((ShippedCase(raw) for raw in _all() if raw.get("id") == name), None)


def shipped_topics() -> list[tuple[str, int, bool]]:
    """Each topic with how many cases there are and whether the product answers it yet."""
    counts = Counter(raw.get("topic") for raw in _all())
    return [(str(topic), count, topic in SERVED) for topic, count in counts.items()]


@functools.cache
def _all() -> list[Mapping[str, Any]]:
    files = [*sorted(FOLDER.glob("*.yaml")), *sorted(FOLDER.glob("extra/*.yaml"))]
    return [raw for path in files for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]


@functools.cache
def _titles() -> Mapping[str, str]:
    titles: Mapping[str, str] = yaml.safe_load(TITLES.read_text(encoding="utf-8"))
    return titles
