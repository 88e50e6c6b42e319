"""Publications: a key to a signed text that cannot change, its 索引号, its address, its placements."""

from gongkai.publishing.models.placement import NamedFile, Placement
from gongkai.publishing.models.publication import Alias, Publication, Version
from gongkai.publishing.models.schedule import Schedule
from gongkai.publishing.models.shelving import Counter, Shelf
from gongkai.publishing.models.validity import Validity

__all__ = [
    "Alias",
    "Counter",
    "NamedFile",
    "Placement",
    "Publication",
    "Schedule",
    "Shelf",
    "Validity",
    "Version",
]
