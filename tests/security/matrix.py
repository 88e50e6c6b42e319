"""The matrix of routes and roles, written by hand. A new route needs its rows here."""

from __future__ import annotations

ROLES = (
    "anonymous", "drafter", "colleague", "other_drafter", "head", "other_head", "editor", "secrecy",
    "leader", "other_leader", "chief", "system_administrator", "security_administrator", "auditor",
)  # fmt: skip

# 200, 404, …; `302` at a POST: done, something was written; `to` at either: sent elsewhere, nothing was written.
MATRIX = """
                          anon drft coll othd head othh edit secr lead othl chif syst secu audi
GET  healthz               200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  documents:list         to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  documents:import       to  404  404  404  404  404  404  404  404  404  404  404  404  404
POST documents:import       to  302  302  302  302  302  302  302  404  404  404  404  404  404
GET  documents:new          to  200  200  200  200  200  200  200  404  404  404  404  404  404
POST documents:new          to  302  302  302  302  302  302  302  404  404  404  404  404  404
GET  documents:edit         to  200  200  404  200  404  404  404  404  404  404  404  404  404
POST documents:edit         to  302  302  404  302  404  404  404  404  404  404  404  404  404
GET  documents:replace      to  404  404  404  404  404  404  404  404  404  404  404  404  404
POST documents:replace      to  302  302  404  302  404  404  404  404  404  404  404  404  404
GET  documents:autosave     to  404  404  404  404  404  404  404  404  404  404  404  404  404
POST documents:autosave     to  200  200  404  200  404  404  404  404  404  404  404  404  404
GET  documents:pictures     to  404  404  404  404  404  404  404  404  404  404  404  404  404
POST documents:pictures     to  200  200  404  200  404  404  404  404  404  404  404  404  404
GET  documents:cleanups     to  200  200  200  200  200  200  200  200  200  200  404  404  404
GET  documents:cleanup_start to 405  405  405  405  405  405  405  405  405  405  405  405  405
POST documents:cleanup_start to 409  409  409  409  302  409  409  409  409  409  404  404  404
GET  documents:cleanup      to  200  200  404  200  404  404  404  404  404  404  404  404  404
POST documents:cleanup      to  302  302  404  302  404  404  404  404  404  404  404  404  404
GET  documents:cleanup_act  to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST documents:cleanup_act  to  409  409  404  302  404  404  404  404  404  404  404  404  404
GET  documents:archives     to  200  200  200  200  200  200  200  200  200  200  404  404  404
GET  documents:archive_start to 405  405  405  405  405  405  405  405  405  405  405  405  405
POST documents:archive_start to 302  302  302  302  302  302  302  409  409  409  404  404  404
GET  documents:archive      to  200  200  404  200  404  404  404  404  404  404  404  404  404
POST documents:archive      to  302  302  404  302  404  404  404  404  404  404  404  404  404
GET  documents:archive_act  to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST documents:archive_act  to  409  409  404  409  404  302  404  404  404  404  404  404  404
GET  documents:archive_table to 200  200  404  200  404  404  404  404  404  404  404  404  404
GET  documents:archive_package to 200 200 404 200  404  200  404  404  404  404  404  404  404
GET  documents:batches      to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  documents:batch        to  404  404  404  404  404  200  404  404  404  404  404  404  404
POST documents:batch        to  404  404  404  404  404  302  404  404  404  404  404  404  404
GET  documents:batch_text   to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  documents:batch_file   to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  guides:list            to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  guides:simplified      to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  guides:standards       to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  guides:new             to  200  200  200  200  200  200  200  404  404  404  404  404  404
POST guides:new             to  302  302  302  302  302  302  302  404  404  404  404  404  404
GET  guides:edit            to  200  200  404  200  404  404  404  404  404  404  404  404  404
POST guides:edit            to  302  302  404  302  404  404  404  404  404  404  404  404  404
GET  guides:autosave        to  404  404  404  404  404  404  404  404  404  404  404  404  404
POST guides:autosave        to  200  200  404  200  404  404  404  404  404  404  404  404  404
GET  guides:new_standard    to  200  200  200  200  200  200  200  404  404  404  404  404  404
POST guides:new_standard    to  302  302  302  302  302  302  302  404  404  404  404  404  404
GET  guides:edit_standard   to  200  200  404  200  404  404  404  404  404  404  404  404  404
POST guides:edit_standard   to  302  302  404  302  404  404  404  404  404  404  404  404  404
GET  desk:inbox             to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  desk:sign_in          200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST desk:sign_in          400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  desk:sign_out          to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:sign_out          to   to   to   to   to   to   to   to   to   to   to   to   to   to
GET  desk:switch_post       to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:switch_post       to   to   to   to   to   to   to   to   to   to   to   to   to   to
GET  desk:case              to  200  200  404  200  404  200  404  200  404  200  404  404  404
GET  desk:act               to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:act               to  409  409  404  302  404  409  404  409  404  409  404  404  404
GET  desk:sign              to   to   to  404   to  404   to   to  200  404  200  404  404  404
GET  desk:amend             to   to   to  404   to  404   to   to  200  404  200  404  404  404
POST desk:amend             to  409  409  404  409  404  409  409  302  404  302  404  404  404
GET  desk:correct           to  404  404  404  404  404  200  404  404  404  404  404  404  404
POST desk:correct           to  404  404  404  404  404  302  404  404  404  404  404  404  404
GET  desk:copies            to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  desk:package           to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  desk:paper             to  200  200  404  200  404  200  404  200  404  200  404  404  404
GET  desk:paper_word        to  200  200  404  200  404  200  404  200  404  200  404  404  404
GET  desk:find_paper        to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  desk:publishing        to  404  404  404  404  404  200  404  404  404  404  404  404  404
POST desk:publishing        to  404  404  404  404  404  302  404  404  404  404  404  404  404
GET  desk:tasks             to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  desk:task              to  200  200  404  200  404  200  404  200  404  200  404  404  200
GET  desk:task_act          to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:task_act          to  409  409  404  409  404  302  404  409  404  409  404  404  409
GET  desk:proof             to  200  200  404  200  404  200  404  200  404  200  404  404  200
GET  desk:chases            to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  desk:chase_new         to  404  404  404  404  404  200  404  404  404  404  404  404  404
POST desk:chase_new         to  404  404  404  404  404  302  404  404  404  404  404  404  404
GET  desk:chase             to  200  200  404  200  404  200  404  200  404  200  404  404  200
GET  desk:chase_answer      to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:chase_answer      to  302  302  404  302  404  302  404  409  404  409  404  404  409
GET  desk:chase_slip        to  200  200  404  200  404  200  404  200  404  200  404  404  200
GET  desk:digest            to  200  200  404  200  404  404  404  200  404  404  404  404  404
GET  desk:zero_reports      to  200  200  200  200  200  200  200  200  200  200  200  200  200
POST desk:zero_reports      to  409  409  409  409  409  409  409  409  409  409  409  409  409
GET  desk:task_table        to  200  200  200  200  200  200  200  200  200  200  404  404  200
GET  desk:fill_table        to  404  404  404  200  200  200  404  404  404  404  404  404  404
POST desk:fill_table        to  404  404  404  409  409  409  404  404  404  404  404  404  404
GET  desk:conformance       to  200  200  200  200  200  200  200  200  200  200  404  404  200
GET  desk:evidence          to  200  200  200  200  200  200  200  200  200  200  404  404  200
GET  desk:to_confirm        to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  desk:rechecked         to  404  404  404  404  404  200  404  404  404  404  404  404  404
GET  desk:trail             to  404  404  404  404  404  200  404  404  404  404  404  404  200
GET  desk:read              to  200  404  404  404  404  404  404  404  404  404  404  404  404
GET  desk:have_read         to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:have_read         to  302  404  404  404  404  404  404  404  404  404  404  404  404
GET  desk:people            to  404  404  404  404  404  404  404  404  404  404  404  200  404
POST desk:people            to  404  404  404  404  404  404  404  404  404  404  404  302  404
GET  desk:end_post          to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:end_post          to  404  404  404  404  404  404  404  404  404  404  404  302  404
GET  desk:myself            to  200  200  200  200  200  200  200  200  200  200  200  200  200
POST desk:myself            to  200  200  200  302  200  200  200  200  200  200  200  200  200
GET  desk:password          to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:password          to  302  302  302  302  302  302  302  302  302  302  302  302  302
GET  desk:end_delegation    to  405  405  405  405  405  405  405  405  405  405  405  405  405
POST desk:end_delegation    to  404  404  404  302  404  404  404  404  404  404  404  404  404
GET  desk:file              to  200  200  404  200  404  404  404  404  404  404  404  404  404
GET  desk:file_pages        to  200  200  404  200  404  404  404  404  404  404  404  404  404
GET  desk:file_page         to  200  200  404  200  404  404  404  404  404  404  404  404  404
GET  desk:manual            to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  desk:manual_page       to  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  desk:design            to  200  200  200  200  200  200  200  200  200  200  200  200  200
POST desk:design            to  200  200  200  200  200  200  200  200  200  200  200  200  200
"""
WRITES = {
    "documents:autosave",
    "documents:pictures",
    "guides:autosave",
}  # a POST that answers 200 and has written


def table() -> dict[tuple[str, str], dict[str, str]]:
    lines = [line.split() for line in MATRIX.strip().splitlines()[1:]]
    return {
        (method, route): dict(zip(ROLES, cells, strict=True)) for method, route, *cells in lines
    }
