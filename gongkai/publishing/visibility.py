"""The one question: may the public see it? Pages, lists, files, feeds and the API ask here and nowhere else."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.publishing.models import NamedFile, Publication

LIVE, WITHDRAWN = Publication.State.LIVE, Publication.State.WITHDRAWN


def public() -> QuerySet[Publication]:
    """Publications whose page the public may read."""
    return Publication.objects.filter(state=LIVE)


def listed() -> QuerySet[Publication]:
    """Publications that have a row: live ones, and withdrawn ones as a stub. Hidden ones never existed."""
    return Publication.objects.filter(state__in=(LIVE, WITHDRAWN))


def is_public(publication: Publication) -> bool:
    return publication.state == LIVE


def is_stub(publication: Publication) -> bool:
    return publication.state == WITHDRAWN


def file_is_public(digest: str, name: str) -> bool:
    """A file is public under a name exactly when a live publication's standing version names it so."""
    return NamedFile.objects.filter(digest=digest, name=name, publication__state=LIVE).exists()
