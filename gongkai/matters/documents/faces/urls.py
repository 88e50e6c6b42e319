from __future__ import annotations

from django.urls import path

from gongkai.matters.documents.faces import drafting, importing, listing, pictures

app_name = "documents"
urlpatterns = [
    path("", listing.register, name="list"),
    path("import/", importing.take_in, name="import"),
    path("new/", drafting.new, name="new"),
    path("<uuid:uuid>/", drafting.edit, name="edit"),
    path("<uuid:uuid>/import/", importing.replace, name="replace"),
    path("<uuid:uuid>/autosave/", drafting.autosave, name="autosave"),
    path("<uuid:uuid>/pictures/", pictures.picker, name="pictures"),
]
