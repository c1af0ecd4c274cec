"""A developer's machine, serving as production does: what is measured keeps no list of its statements."""

from config.settings.dev import *  # noqa: F403

DEBUG = False
