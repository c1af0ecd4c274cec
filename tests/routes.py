"""The URL map, read as the tests need it: every page by name, and some address of each."""

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

PUBLIC = {"accounts:sign_in", "healthz", "assistance:complain", "assistance:complaint_asked", "assistance:published"}


def pages(resolver=None, prefix="") -> dict[str, list[str]]:
    """Every name of the URL map, with the names of what its address is made of."""
    found: dict[str, list[str]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= pages(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            found[f"{prefix}{entry.name}"] = list(entry.pattern.converters)
    return found


def endpoints() -> set[str]:
    """The names of the API, which programs open with a token; its explanation is a page."""
    return {name for name in pages() if name.startswith("api:")} - {"api:docs"}


def some_address(name: str) -> str:
    """An address of the page ``name``, of whatever object."""
    converters = pages()[name]
    for value in (1, "1", "2026-10"):
        try:
            return reverse(name, kwargs=dict.fromkeys(converters, value))
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name}: {converters}")
