"""What was done for the people and families of a big city once they were certified: written down as their own offices
would have, up to the day on which the city stands.

``hands`` says who and when, the others what: ``promises``, ``plans``, ``posts``, ``care``, ``warnings``."""

from .assistance import Assistance
from .hands import Hands
from .promises import papers

__all__ = ["Assistance", "Hands", "papers"]
