"""Addresses of the desk. Each has a row in the matrix of routes and roles (tests)."""

from __future__ import annotations

from django.urls import path

from gongkai.desk import (
    auditing,
    conformance,
    digest,
    evidence,
    file_pages,
    inbox,
    myself,
    people,
    rechecked,
    signing_in,
    storeroom,
)
from gongkai.desk.chasing import listing as chases
from gongkai.desk.chasing import making as chasing
from gongkai.desk.chasing import one as chase
from gongkai.desk.manual.faces import manual
from gongkai.desk.queue import page as queue
from gongkai.desk.sheets import copies, doing, editing, page, printing, signing
from gongkai.desk.task_table import filling
from gongkai.desk.task_table import page as table
from gongkai.desk.tasks import listing, recording, task, zero_reports
from gongkai.frames.design import design

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("post/", signing_in.switch_post, name="switch_post"),
    path("cases/<uuid:uuid>/", page.case, name="case"),
    path("cases/<uuid:uuid>/sign/", signing.sign, name="sign"),
    path("cases/<uuid:uuid>/amend/", editing.amend, name="amend"),
    path("cases/<uuid:uuid>/correct/", editing.correct, name="correct"),
    path("cases/<uuid:uuid>/act/<slug:verb>/", doing.act, name="act"),
    path("cases/<uuid:uuid>/copies/", copies.copies, name="copies"),
    path("cases/<uuid:uuid>/package/", copies.package, name="package"),
    path("cases/<uuid:uuid>/papers/<slug:name>/", printing.paper, name="paper"),
    path("cases/<uuid:uuid>/papers/<slug:name>.docx", printing.paper_word, name="paper_word"),
    path("papers/", printing.find_paper, name="find_paper"),
    path("publishing/", queue.queue, name="publishing"),
    path("tasks/", listing.tasks, name="tasks"),
    path("tasks/<uuid:uuid>/", task.task, name="task"),
    path("tasks/<uuid:uuid>/act/<slug:verb>/", recording.task_act, name="task_act"),
    path("chases/", chases.listing, name="chases"),
    path("chases/new/", chasing.new, name="chase_new"),
    path("chases/<uuid:uuid>/", chase.chase, name="chase"),
    path("chases/<uuid:uuid>/answer/", chase.reply, name="chase_answer"),
    path("chases/<uuid:uuid>/slip/", chase.paper, name="chase_slip"),
    path("digests/<uuid:uuid>/", digest.digest, name="digest"),
    path("zero-reports/", zero_reports.zero_reports, name="zero_reports"),
    path("tasks/<uuid:uuid>/proof/", task.proof, name="proof"),
    path("task-table/", table.task_table, name="task_table"),
    path("task-table/fill/", filling.fill_table, name="fill_table"),
    path("conformance/", conformance.conformance, name="conformance"),
    path("conformance/<str:clause>/", evidence.evidence, name="evidence"),
    path("to-confirm/", conformance.to_confirm, name="to_confirm"),
    path("rechecked/", rechecked.rechecked, name="rechecked"),
    path("trail/", auditing.trail, name="trail"),
    path("read/<int:pk>/", myself.read, name="read"),
    path("read/<int:pk>/done/", myself.have_read, name="have_read"),
    path("people/", people.people, name="people"),
    path("people/posts/<uuid:uuid>/end/", people.end, name="end_post"),
    path("me/", myself.myself, name="myself"),
    path("me/password/", myself.password, name="password"),
    path("me/delegations/<uuid:uuid>/end/", myself.take_back, name="end_delegation"),
    path("files/<str:digest>/pages/<str:name>", file_pages.listing, name="file_pages"),
    path("files/<str:digest>/pages/<int:number>/<str:name>", file_pages.page, name="file_page"),
    path("files/<str:digest>/<str:name>", storeroom.file, name="file"),
    path("manual/", manual, name="manual"),
    path("manual/<str:name>/", manual, name="manual_page"),
    path("design/", design, name="design"),
]
