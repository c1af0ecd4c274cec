"""How a process that serves for long holds what it has loaded."""

import gc

YOUNG = 50_000  # objects made since the collector last looked; a page makes fewer that stay


def settle() -> None:
    """Load the map of pages, and keep the collector of cycles from looking through all that was loaded, again and
    again: it took a fifth of the time of a page, and nothing loaded is ever let go."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns  # and with them every view, form and table
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
