"""The tables of assistance."""

from .alerts import Alert as Alert
from .alerts import Digest as Digest
from .services import Service as Service
from .services import ServiceEvent as ServiceEvent
from .visits import Recheck as Recheck
from .visits import Visit as Visit
from .visits import VisitPhoto as VisitPhoto
