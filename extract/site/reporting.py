"""How an error is reported: a message to the operator, prepared with the notice it is about.

The operator sets the address as `report_to` in the metadata, under `plugins` and `notice-registry`: a mail address,
or the http(s) address of a form, which gets `title` and `body` as GitHub and GitLab take them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from extract.site.words import say

PLUGIN = "notice-registry"
"""The name under which the metadata holds the operator's settings."""
_MAIL = re.compile(r"(?:mailto:)?([^\s@<>?&]{1,64}@[^\s@<>?&]{1,190})")


def report_to(datasette: Any) -> str | None:
    """The address that the operator has set; None where there is none that a link may lead to."""
    given = ((datasette.plugin_config(PLUGIN) or {}).get("report_to") or "").strip()
    return given if _MAIL.fullmatch(given) or _is_web(given) else None


def report_link(to: str | None, notice: Mapping[str, Any] | None, page: str) -> str | None:
    """A link that opens a prepared message; None where there is no address to send it to.

    `notice` has the `id` and `title` of what it is about, `page` is the full address on which the error was seen.
    """
    if to is None:
        return None
    subject = say("report.subject", notice=notice["id"]) if notice else say("report.subject_site")
    about = say("report.notice", notice=notice["id"], title=notice["title"] or say("notice.untitled")) if notice else ""
    body = "\n".join(filter(None, (say("report.body"), about, say("report.page", page=page)))) + "\n"
    if mail := _MAIL.fullmatch(to):
        # Mail programs take %20 for a space and not the plus sign of forms (RFC 6068).
        return f"mailto:{quote(mail[1], safe='@')}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
    parted = urlsplit(to)
    query = "&".join(filter(None, (parted.query, urlencode({"title": subject, "body": body}))))
    return parted._replace(query=query).geturl()


def _is_web(address: str) -> bool:
    parted = urlsplit(address) if len(address) < 2000 and address.isprintable() else None
    return parted is not None and parted.scheme in ("http", "https") and bool(parted.hostname)
