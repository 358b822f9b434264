"""Sources as the pages that government sites publish: the notice in the middle of everything else."""

from __future__ import annotations

from html import escape
from pathlib import Path

from corpus import markup
from corpus.markup import LINK, Annex, Header, Imprint, Number, Paragraph, Source, Table, Title

STYLE = "body{font-family:宋体}.nav li{display:inline}.xl-table td{padding:4px}#zoom p{text-indent:2em}"


def write(source: Source, target: Path) -> None:
    """Writes `source` as an HTML page; `web` in the front matter fills what surrounds it."""
    target.write_text(page(source), encoding="utf-8", newline="\n")


def page(source: Source) -> str:
    """The whole page."""
    web = source.settings.web
    name = escape(str(web["site"]))
    title = escape(str(web["title"]))
    crumbs = " &gt; ".join(f'<a href="/{i}/">{escape(str(c))}</a>' for i, c in enumerate(_list(web, "crumbs")))
    menu = "".join(f'<li><a href="/c{i}/">{escape(str(item))}</a></li>' for i, item in enumerate(_list(web, "menu")))
    foot = "".join(f"<p>{escape(str(line))}</p>" for line in _list(web, "foot"))
    related = "".join(
        f'<li><a href="/r{i}.html">{escape(str(t))}</a></li>' for i, t in enumerate(_list(web, "related"))
    )
    day = escape(str(web["published"]))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_{name}</title>
<meta name="SiteName" content="{name}">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{day}">
<style>{STYLE}</style>
<script>var articleId = "000000"; function doZoom(size) {{ }}</script>
</head>
<body>
<div class="header"><a class="logo" href="/">{name}</a><form><input type="text" value="请输入关键字"></form>
<ul class="nav">{menu}</ul></div>
<div class="crumbs">当前位置：{crumbs}</div>
{_box(web)}
<div class="article">
<h1 class="article-title">{title}</h1>
<div class="info"><span>发布时间：{day}</span> <span>来源：{escape(str(web["origin"]))}</span>
<span>字号：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a>小</a>]</span>
<span>浏览次数：<i id="hits"></i></span></div>
<div id="zoom" class="TRS_Editor">
{_body(source)}
</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="javascript:window.print()">【打印】</a>
<a href="javascript:window.close()">【关闭】</a></div>
<div class="related"><h3>相关阅读</h3><ul>{related}</ul></div>
</div>
<div class="footer">{foot}</div>
</body>
</html>
"""


def _list(web: dict[str, object], key: str) -> list[object]:
    value = web.get(key, [])
    return value if isinstance(value, list) else [value]


def _box(web: dict[str, object]) -> str:
    """The site's own table of what the document is, where the site has one."""
    box = web.get("box")
    if not isinstance(box, dict):
        return ""
    pairs = [f"<td><b>{escape(str(k))}：</b></td><td>{escape(str(v))}</td>" for k, v in box.items()]
    rows = "".join(f"<tr>{''.join(pairs[i : i + 2])}</tr>" for i in range(0, len(pairs), 2))
    return f'<table class="xl-table">{rows}</table>'


def _body(source: Source) -> str:
    parts: list[str] = []
    for block in source.blocks:
        if isinstance(block, Header):
            parts += [_line(issuer, "center") for issuer in block.issuers]
        elif isinstance(block, Number):
            parts.append(_line(block.text, "center"))
        elif isinstance(block, Title):
            parts.append(_line("<br>".join(escape(line) for line in block.lines), "center", strong=True))
        elif isinstance(block, Paragraph):
            parts.append(_paragraph(block))
        elif isinstance(block, Table):
            parts.append(_grid(block))
        elif isinstance(block, Annex):
            parts.append(_line(escape(block.label), "left", strong=True))
        elif isinstance(block, Imprint):
            parts.append(_line(escape(f"{block.left} {block.right}".strip()), "left"))
    parts += [
        f'<p>附件下载：<a href="{escape(str(a))}">{escape(str(a).rsplit("/", 1)[-1])}</a></p>'
        for a in _list(source.settings.web, "downloads")
    ]
    return "\n".join(parts)


def _line(inner: str, align: str, *, strong: bool = False) -> str:
    text = f"<strong>{inner}</strong>" if strong else f"<span>{inner}</span>"
    return f'<p style="text-align: {align}">{text}</p>'


def _paragraph(block: Paragraph) -> str:
    pieces = LINK.split(block.text)
    inner = "".join(
        f'<a href="{escape(piece)}">{escape(piece)}</a>' if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
    align = {"right": "right", "centre": "center"}.get(block.align, "left")
    indent = "　　" if block.align == "body" else ""
    return f'<p style="text-align: {align}">{indent}{escape(block.number)}{inner}</p>'


def _grid(table: Table) -> str:
    table = markup.whole(table)
    rows: list[list[str]] = [[] for _ in table.rows]
    for r, c, bottom, right, text in markup.cells(table):
        spans = f' rowspan="{bottom - r + 1}"' if bottom > r else ""
        spans += f' colspan="{right - c + 1}"' if right > c else ""
        inner = "".join(f"<p>{escape(part)}</p>" for part in text.split("\\\\"))
        rows[r].append(f"<td{spans}>{inner}</td>")
    return '<table border="1" cellspacing="0">' + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"
