"""The files in a mail (RFC 5322): its text, and what is attached to it."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from extract.bundles.members import DAMAGED, Budget, Member, safe_path
from extract.readers.errors import ReadError

BODY = "正文"
"""The name that a mail's own text is given."""


def members_of_mail(data: bytes, budget: Budget) -> list[Member]:
    """A mail's text as `正文.html` or `正文.txt`, and its attachments; pictures within the text are left out."""
    message = message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        raise ReadError("the mail is damaged", "save it anew from the mail program")
    found: list[Member] = []
    try:
        body = message.get_body(("html", "plain"))
    except Exception:  # headers that the library cannot parse
        body = None
    if isinstance(body, EmailMessage):
        found.append(_text(body, budget))
    for number, part in enumerate(_parts(message), 1):
        if part is body or part.is_multipart() or _is_decoration(part):
            continue
        name = _name(part)
        if name is not None:
            found.append(_member(part, name, budget))
        elif part.get_content_maintype() not in ("text", "multipart"):
            found.append(_member(part, f"attachment-{number}", budget))
    return found


def _text(body: EmailMessage, budget: Budget) -> Member:
    path = f"{BODY}.{'html' if body.get_content_subtype() == 'html' else 'txt'}"
    budget.one_more()
    try:
        text = str(body.get_content())
    except Exception:  # an encoding or character set that the library does not know
        return Member(path, None, DAMAGED)
    # The mark at its beginning goes before what a page says of its own character set.
    data = text.encode("utf-8-sig", "replace")
    budget.spend(len(data))
    return Member(path, data)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts of a mail in order; a mail within it is one part."""
    found: list[EmailMessage] = []
    for part in message.iter_parts() if message.is_multipart() else ():
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            found += [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
        elif part.is_multipart():
            found += _parts(part)
        else:
            found.append(part)
    return found


def _is_decoration(part: EmailMessage) -> bool:
    """Whether a part is a picture that the text shows, no file that was attached."""
    return part.get_content_maintype() == "image" and part["Content-ID"] is not None


def _name(part: EmailMessage) -> str | None:
    try:
        name = part.get_filename()
    except Exception:  # headers that the library cannot parse
        return None
    if not name:
        return None
    raw = name.encode("utf-8", "surrogateescape")
    for charset in ("utf-8", "gb18030"):
        try:
            return safe_path(raw.decode(charset))
        except UnicodeDecodeError:
            continue
    return safe_path(raw.decode("utf-8", "replace"))


def _member(part: EmailMessage, path: str, budget: Budget) -> Member:
    budget.one_more()
    try:
        content = part.get_payload(decode=True)
    except Exception:  # an encoding that the library does not know
        return Member(path, None, DAMAGED)
    if not isinstance(content, bytes):
        return Member(path, None, DAMAGED)
    budget.spend(len(content))
    return Member(path, content)
