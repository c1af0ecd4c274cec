"""The kinds of files an opening takes, of every app that has something to take over, in the order they are entered."""

from households.openings import kinds as registry
from households.openings.shape import Kind

KINDS: tuple[Kind, ...] = registry.KINDS


def kind_of(code: str) -> Kind:
    """The kind of that code. Raises KeyError."""
    return {kind.code: kind for kind in KINDS}[code]
