"""docs/requirements.md names every demand of the documents, and a page and a test that exist."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import get_resolver

DOCUMENT = Path("docs/requirements.md")
COUNTS = {"S0": 46, "S1": 55, "S2": 61, "S3": 36, "S4": 30}


def lines():
    rows = re.findall(r"^\| (S\d-\d\d[a-f]?) \| (.*) \| (.*) \| ?(.*?) ?\|$", DOCUMENT.read_text(), re.MULTILINE)
    return {number: (page.strip("` "), test.strip("` ")) for number, _, page, test in rows}


def demanded():
    for document, count in COUNTS.items():
        for number in range(1, count + 1):
            if (document, number) == ("S1", 6):
                yield from (f"S1-06{letter}" for letter in "abcdef")
            else:
                yield f"{document}-{number:02d}"


def page_names():
    for namespace, (_, resolver) in get_resolver().namespace_dict.items():
        yield from (f"{namespace}:{name}" for name in resolver.reverse_dict if isinstance(name, str))


def test_no_demand_is_missing():
    assert sorted(lines()) == sorted(demanded())


@pytest.mark.parametrize(("number", "served"), sorted(lines().items()))
def test_a_demand_is_served_by_what_exists_or_comes_later(number, served):
    page, test = served
    if page == "later":
        assert test == ""
        return
    assert page in {*page_names(), *(f"manage.py {command}" for command in get_commands())}
    assert Path(test).is_file()
