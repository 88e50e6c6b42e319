"""All addresses of the app. The public tree is handed out by the front and is not here."""

from __future__ import annotations

from django.urls import include, path

from gongkai.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("desk/documents/", include("gongkai.matters.documents.faces.urls")),
    path("desk/", include("gongkai.desk.urls")),
]
