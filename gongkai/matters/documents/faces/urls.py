from __future__ import annotations

from django.urls import path

from gongkai.matters.documents.faces import (
    archive,
    archives,
    batch_text,
    batches,
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
    path("archive/", archives.archives, name="archives"),
    path("archive/start/", archives.start, name="archive_start"),
    path("archive/<uuid:uuid>/", archive.archive, name="archive"),
    path("archive/<uuid:uuid>/act/<slug:verb>/", archive.archive_act, name="archive_act"),
    path("archive/<uuid:uuid>/table/", archive.archive_table, name="archive_table"),
    path("archive/<uuid:uuid>/package/", archive.archive_package, name="archive_package"),
    path("old-site/", batches.batches, name="batches"),
    path("old-site/<uuid:uuid>/", batches.batch, name="batch"),
    path("old-site/<uuid:uuid>/<int:row>/", batch_text.text, name="batch_text"),
    path("old-site/<uuid:uuid>/<int:row>/<str:digest>/", batch_text.file, name="batch_file"),
    path("<uuid:uuid>/", drafting.edit, name="edit"),
    path("<uuid:uuid>/import/", importing.replace, name="replace"),
    path("<uuid:uuid>/autosave/", drafting.autosave, name="autosave"),
    path("<uuid:uuid>/pictures/", pictures.picker, name="pictures"),
]
