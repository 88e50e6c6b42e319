"""Addresses of the desk. Each has a row in the matrix of routes and roles (tests)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk import (
    auditing,
    conformance,
    doing,
    inbox,
    ledger,
    myself,
    office,
    people,
    recording,
    signing_in,
    storeroom,
    texts,
)
from gongkai.desk.cases import case
from gongkai.frames.design import design

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("post/", signing_in.switch_post, name="switch_post"),
    path("cases/<uuid:uuid>/", case, name="case"),
    path("cases/<uuid:uuid>/sign/", texts.sign, name="sign"),
    path("cases/<uuid:uuid>/amend/", texts.amend, name="amend"),
    path("cases/<uuid:uuid>/correct/", texts.correct, name="correct"),
    path("cases/<uuid:uuid>/act/<slug:verb>/", doing.act, name="act"),
    path("publishing/", office.queue, name="publishing"),
    path("tasks/", ledger.tasks, name="tasks"),
    path("tasks/<uuid:uuid>/", ledger.task, name="task"),
    path("tasks/<uuid:uuid>/act/<slug:verb>/", recording.task_act, name="task_act"),
    path("zero-reports/", recording.zero_reports, name="zero_reports"),
    path("tasks/<uuid:uuid>/proof/", ledger.proof, name="proof"),
    path("conformance/", conformance.conformance, name="conformance"),
    path("to-confirm/", conformance.to_confirm, name="to_confirm"),
    path("trail/", auditing.trail, name="trail"),
    path("read/<int:pk>/", myself.read, name="read"),
    path("read/<int:pk>/done/", myself.have_read, name="have_read"),
    path("people/", people.people, name="people"),
    path("people/posts/<uuid:uuid>/end/", people.end, name="end_post"),
    path("me/", myself.myself, name="myself"),
    path("me/password/", myself.password, name="password"),
    path("me/delegations/<uuid:uuid>/end/", myself.take_back, name="end_delegation"),
    path("files/<str:digest>/<str:name>", storeroom.file, name="file"),
    path("design/", design, name="design"),
]
