"""All addresses of the app. The public tree is handed out by the front and is not here."""

from __future__ import annotations

from django.urls import include, path

from gongkai.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("desk/documents/", include("gongkai.matters.documents.faces.urls")),
    path("desk/guides/", include("gongkai.matters.guides.faces.urls")),
    path("desk/", include("gongkai.desk.urls")),
]

handler400 = "gongkai.desk.faults.bad_request"
handler403 = "gongkai.desk.faults.forbidden"
handler404 = "gongkai.desk.faults.missing"
handler500 = "gongkai.desk.faults.broken"
