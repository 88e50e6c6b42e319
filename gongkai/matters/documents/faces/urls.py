from __future__ import annotations

from django.urls import path

from gongkai.matters.documents.faces import (
    batch_text,
    batches,
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
    path("old-site/", batches.batches, name="batches"),
    path("old-site/<uuid:uuid>/", batches.batch, name="batch"),
    path("old-site/<uuid:uuid>/<int:row>/", batch_text.text, name="batch_text"),
    path("old-site/<uuid:uuid>/<int:row>/<str:digest>/", batch_text.file, name="batch_file"),
    path("<uuid:uuid>/", drafting.edit, name="edit"),
    path("<uuid:uuid>/import/", importing.replace, name="replace"),
    path("<uuid:uuid>/autosave/", drafting.autosave, name="autosave"),
    path("<uuid:uuid>/pictures/", pictures.picker, name="pictures"),
]
