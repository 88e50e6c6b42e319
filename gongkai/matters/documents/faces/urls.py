from __future__ import annotations

from django.urls import path

from gongkai.matters.documents.faces import (
    cleanup,
    cleanups,
    drafting,
    importing,
    listing,
    pictures,
)

app_name = "documents"
urlpatterns = [
    path("", listing.register, name="list"),
    path("import/", importing.take_in, name="import"),
    path("new/", drafting.new, name="new"),
    path("cleanup/", cleanups.cleanups, name="cleanups"),
    path("cleanup/start/", cleanups.start, name="cleanup_start"),
    path("cleanup/<uuid:uuid>/", cleanup.cleanup, name="cleanup"),
    path("cleanup/<uuid:uuid>/act/<slug:verb>/", cleanup.cleanup_act, name="cleanup_act"),
    path("<uuid:uuid>/", drafting.edit, name="edit"),
    path("<uuid:uuid>/autosave/", drafting.autosave, name="autosave"),
    path("<uuid:uuid>/pictures/", pictures.picker, name="pictures"),
]
