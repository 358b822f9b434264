"""The addresses of the site, each with the view that answers it."""

from __future__ import annotations

import re
from typing import Any

from extract.site.about import about
from extract.site.api import api
from extract.site.calendar import calendar
from extract.site.changes import changes
from extract.site.compare import compare
from extract.site.feeds import DEADLINES, NOTICES, deadlines, new_notices
from extract.site.home import home
from extract.site.notice_page import ADDRESS as NOTICE
from extract.site.notice_page import ROW_ADDRESS, notice, row_page
from extract.site.notices import notices
from extract.site.page_images import ADDRESS as PICTURE
from extract.site.page_images import page_image
from extract.site.pages import route
from extract.site.place_pages import place, provinces
from extract.site.review_pages import review, review_one
from extract.site.search import search
from extract.site.suppliers import supplier, suppliers
from extract.site.uploads import upload, uploaded
from extract.site.whole import ADDRESS as WHOLE
from extract.site.whole import whole

_FORMAT = r"(\.(?P<format>csv|xlsx|json))?"

NAVIGATION = (
    ("/suppliers", "suppliers.title"),
    ("/compare", "compare.title"),
    ("/notices", "notices.title"),
    ("/places", "places.title"),
    ("/calendar", "calendar.title"),
)
"""The addresses in the head of every page, with the keys of their words."""
FOOTER = (("/about", "about.title"), ("/api", "api.title"), ("/registry", "tables.title"))
"""The addresses at the foot of every page."""

ROUTES: tuple[tuple[str, Any], ...] = (
    route("/", home),
    route("/search", search),
    route(f"/suppliers{_FORMAT}", suppliers),
    route(r"/suppliers/(?P<id>\d{1,18})", supplier),
    route(f"/notices{_FORMAT}", notices),
    route(f"/compare{_FORMAT}", compare),
    route(NOTICE, notice),
    route(PICTURE, page_image),
    route(r"/notices/(?P<id>\d{1,18})/changes", changes),
    route(ROW_ADDRESS, row_page),
    route(re.escape(NOTICES), new_notices),
    route(re.escape(DEADLINES), deadlines),
    route("/review", review),
    route(r"/review/(?P<id>\d{1,18})", review_one),
    route("/upload", upload),
    route(r"/upload/(?P<number>\d{1,9})", uploaded),
    route("/about", about),
    route("/api", api),
    route(WHOLE, whole),
    route("/places", provinces),
    route(r"/places/(?P<adcode>\d{6})", place),
    route(r"/calendar(/(?P<month>\d{4}-\d{2}))?", calendar),
)
