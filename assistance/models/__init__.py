"""The tables of assistance."""

from .services import Service as Service
from .services import ServiceEvent as ServiceEvent
from .visits import Recheck as Recheck
from .visits import Visit as Visit
from .visits import VisitPhoto as VisitPhoto
