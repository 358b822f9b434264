"""Files uploaded by a clerk: read at once, and what was read from them shown."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path, PurePath
from typing import Any

from datasette.utils.asgi import NotFound, Response
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import FormParser, parse_options_header

from extract.ingest import Incoming
from extract.site import clerk
from extract.site.pages import Page, Visit
from extract.site.words import say

PATH = "/upload"
MOST_BYTES = 300_000_000
"""So much is taken in one upload."""
MOST_FILES = 50
_SECONDS = 8


class UploadError(ValueError):
    """An upload that cannot be taken; the message says why."""


async def upload(visit: Visit) -> Page | Response:
    """The form for files; what is sent to it is read into the registry."""
    by = clerk.clerk(visit)
    if by is None:
        return clerk.sign_in_first()
    if visit.request.method == "POST":
        folder = Path(tempfile.mkdtemp(prefix="notices-upload-"))
        try:
            files = await _taken(visit, folder, by)
        except (UploadError, MultipartParseError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            return _form(str(error), 400)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        job = clerk.read_files(visit, by, files, lambda: shutil.rmtree(folder, ignore_errors=True))
        return Response.redirect(visit.datasette.urls.path(f"{PATH}/{job.number}"))
    return _form(None, 200)


def _form(error: str | None, status: int) -> Page:
    return Page("upload.html", say("upload.title"), say("upload.description"), {"error": error}, status=status)


async def uploaded(visit: Visit) -> Page:
    """What became of an upload; a page that comes back by itself while files are being read."""
    if clerk.clerk(visit) is None:
        return clerk.sign_in_first()
    job = clerk.job(int(visit.named("number")))
    if job is None:
        raise NotFound(say("upload.missing"))
    done = await clerk.finished(job, _SECONDS)
    outcomes: list[dict[str, Any]] = []
    problem = None
    if done:
        failure = job.outcomes.exception()
        problem = None if failure is None else str(failure)
        for outcome in [] if failure else job.outcomes.result():
            outcomes.append({"outcome": outcome, "notices": await _notices(visit, outcome.origin)})
    return Page(
        "uploaded.html",
        say("upload.done") if done else say("upload.reading"),
        say("upload.description"),
        {"job": job, "done": done, "outcomes": outcomes, "problem": problem, "trail": [(PATH, say("upload.title"))]},
    )


async def _notices(visit: Visit, origin: str) -> list[dict[str, Any]]:
    """The notices of what was handed in last under a name, with how much was read and how much is doubtful."""
    rows = await visit.rows(
        "SELECT notices.id, notices.title, notices.doc_number, notices.issued_on, "
        "(SELECT count(*) FROM review WHERE review.notice_id = notices.id AND status = 'open') AS doubts "
        "FROM notices WHERE source_sha256 IN (SELECT sha256 FROM deliveries WHERE origin = :origin UNION "
        "SELECT members.sha256 FROM bundle_members AS members JOIN deliveries ON deliveries.sha256 = bundle_sha256 "
        "WHERE deliveries.origin = :origin) ORDER BY notices.id LIMIT 50",
        origin=origin,
    )
    tables = ("terms", "dates", "notice_regions", "listings", "platforms", "contacts", "citations", "tasks", "forms")
    for row in rows:
        counted = " UNION ALL ".join(
            f"SELECT '{name}' AS name, count(*) AS n FROM {name} WHERE notice_id = :id" for name in tables
        )
        row["counts"] = [one for one in await visit.rows(counted, id=row["id"]) if one["n"]]
    return rows


async def _taken(visit: Visit, folder: Path, by: str) -> list[Incoming]:
    """Writes the files of a form (multipart/form-data, RFC 7578) into a folder as they come in.

    The form's token comes before its files and is checked here: asgi-csrf cannot read such forms with the versions
    of python-multipart that are safe. Raises UploadError for a form that is not this site's own.
    """
    headers = {name.decode("latin-1").lower(): value for name, value in visit.request.scope["headers"]}
    kind, options = parse_options_header(headers.get("content-type", b""))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise UploadError(say("upload.no_form"))
    files: list[Incoming] = []
    sent: list[str] = []

    def note(field: Any) -> None:
        if field.field_name == b"csrftoken":
            sent.append((field.value or b"").decode("latin-1"))

    def keep(file: Any) -> None:
        if not _is_own(visit, sent):
            raise UploadError(say("upload.not_own"))
        name = PurePath((file.file_name or b"").decode("utf-8", "replace").replace("\\", "/")).name
        if not name:
            return
        if len(files) >= MOST_FILES:
            raise UploadError(say("upload.too_many", n=MOST_FILES))
        path = folder / str(len(files))
        file.file_object.seek(0)
        with path.open("wb") as kept:
            shutil.copyfileobj(file.file_object, kept)
        files.append(Incoming(path, f"upload:{by}/{name}", name))

    parser = FormParser(
        "multipart/form-data",
        note,
        keep,
        boundary=options[b"boundary"],
        config={"UPLOAD_DIR": str(folder), "MAX_BODY_SIZE": MOST_BYTES, "UPLOAD_DELETE_TMP": True},
    )
    size, more = 0, True
    while more:
        message = await visit.request.receive()
        if message["type"] == "http.disconnect":
            raise UploadError(say("upload.broken_off"))
        size += len(message.get("body", b""))
        if size > MOST_BYTES:
            raise UploadError(say("upload.too_large", n=MOST_BYTES // 1_000_000))
        parser.write(message.get("body", b""))
        more = bool(message.get("more_body"))
    parser.finalize()
    if not files:
        raise UploadError(say("upload.no_files"))
    return files


def _is_own(visit: Visit, sent: list[str]) -> bool:
    """Whether the token that a form sent is the one of the visitor's own cookie."""
    own = str(visit.request.scope["csrftoken"]())
    return len(sent) == 1 and bool(own) and secrets.compare_digest(sent[0].encode(), own.encode())


def checks_its_own_token(path: str) -> bool:
    """Whether the form at an address is checked by its view (see `upload`), and not by Datasette."""
    return path.rstrip("/").endswith(PATH)
