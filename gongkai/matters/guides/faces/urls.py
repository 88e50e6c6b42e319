from __future__ import annotations

from django.urls import path

from gongkai.matters.guides.faces import listing, registers, standards, writing

app_name = "guides"
urlpatterns = [
    path("", listing.guides, name="list"),
    path("new/", writing.new, name="new"),
    path("<uuid:uuid>/", writing.edit, name="edit"),
    path("<uuid:uuid>/autosave/", writing.autosave, name="autosave"),
    path("simplified/", registers.simplified, name="simplified"),
    path("standards/", registers.standards, name="standards"),
    path("standards/new/", standards.new, name="new_standard"),
    path("standards/<uuid:uuid>/", standards.edit, name="edit_standard"),
]
