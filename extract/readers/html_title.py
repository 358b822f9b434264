"""The title that a page gives its notice, and whether the notice's own text repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from lxml import etree

from extract.readers.assembly import Item, Line, clean
from extract.readers.html_main import is_attachment
from extract.readers.html_tree import names, text_of
from extract.rules import load

_SHORTEST = 5
_LONGEST = 160
_TOP_LINES = 14
_TOP_COPY = 4
_SHORTEST_MATTER = 8
_SITE = regex.compile(r"\s*(?:[_|｜]|\s[-–—]\s|--|-(?=[^-]*(?:网|政府|总工会|局|委|中心|平台|门户)[^-]*$))\s*")
_MARKS = regex.compile(r"[\s《》〈〉“”\"'‘’「」·•．.,，、（）()【】\[\]]+")
_LINE_END = ("。", "；", "：", ":")


def page_title(root: etree._Element, metas: dict[str, str]) -> str:
    """The notice's title as its page gives it; empty where the page names none."""
    window = clean(root.findtext(".//title") or "")
    first, *rest = _SITE.split(window)
    site = {_bare(name) for name in (metas.get("sitename", ""), metas.get("columnname", ""), *rest)}
    named = frozenset(load("readers").words["title_names"])
    heads = [text_of(element) for element in root.iter("h1")]
    titled = [text_of(element) for element in root.iter(etree.Element) if names(element) & named]
    rule = load("readers")["web.title"]

    def first_of(texts: Iterable[str], shown: bool = False, worded: bool = True) -> str:
        """The first that can be a title: of the window's words with `shown`, a document's name with `worded`."""
        for title in map(clean, texts):
            fits = not worded or rule.search(title) is not None
            if _is_title(title) and _bare(title) not in site and fits and (not shown or _bare(title) in _bare(window)):
                return title
        return ""

    return (
        first_of([metas.get("articletitle", "")], worded=False)
        or first_of([*heads, *titled], shown=True)
        or first_of(head for head in heads if len(heads) == 1 and len(_bare(head)) > len(_bare(first)))
        or first_of([first, metas.get("og:title", "")])
        or first_of([*heads, *titled])
        or first_of([*heads, *titled], shown=True, worded=False)
        or first_of(heads, worded=False) * (not window)
    )


def _is_title(title: str) -> bool:
    return _SHORTEST <= len(title) <= _LONGEST and not title.endswith(("...", "…", "……", "。"))


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def with_title(items: list[Item], title: str) -> list[Item]:
    """The items headed by the title, unless they print it themselves; a page's own copy above them is dropped."""
    if not title:
        return items
    for at, item in enumerate(items[:_TOP_COPY]):
        if isinstance(item, Line) and _bare(clean(item.text)) == _bare(title):
            return [*items[:at], *items[at + 1 :]] if repeats(items[at + 1 :], title) else items
    return items if repeats(items, title) else [Line(title, align="center", heading=1), *items]


def repeats(items: Sequence[Item], title: str) -> bool:
    """Whether the short lines at the top print the title, or most of it to its end, over one line or several."""
    wanted = _bare(title)
    # What follows 关于: the issuer before it is often printed otherwise on the page than in the text.
    matter = wanted[wanted.find("关于") :] if "关于" in wanted else wanted
    lines: list[str] = []
    for item in items[:_TOP_LINES]:
        named = isinstance(item, Line) and not any(is_attachment(link.target) for link in item.links)
        text = clean(item.text) if isinstance(item, Line) and named else ""
        lines.append("" if not text or len(text) > _LONGEST or text.endswith(_LINE_END) else _bare(text))
    for first in range(len(lines)):
        joined = ""
        for line in lines[first : first + 6]:
            if not line:
                break
            joined += line
            if wanted in joined or (len(joined) >= 0.6 * len(wanted) and wanted.endswith(joined)):
                return True
            if len(matter) >= _SHORTEST_MATTER and matter in joined:
                return True
    return False
