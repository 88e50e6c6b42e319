"""What the prober would have noted: the first sight from outside of a page that the builder would have written."""

from __future__ import annotations

import hashlib
from datetime import datetime

from gongkai.kinds.verbs.publishing import note_visible
from gongkai.portal import expected
from gongkai.portal.prober import PROBER
from gongkai.publishing.models import Publication
from gongkai.trail.actors import system


def see(publication: Publication, at: datetime) -> None:
    """Note the sight, with the digest of the very page. Raises RuntimeError when nothing is public there."""
    publication = Publication.objects.get(pk=publication.pk)
    path = f"{publication.address.strip('/')}/index.html"
    page = dict(expected.own_files([publication])).get(path)
    if page is None:
        raise RuntimeError(f"not public: {publication.title}")
    note_visible(
        publication=publication,
        version=publication.version.number,
        digest=f"sha256:{hashlib.sha256(page).hexdigest()}",
        by=system(PROBER),
        at=at,
    )
