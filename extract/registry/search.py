"""Full-text search that finds a Chinese word of any length, by SQLite's own FTS5.

FTS5 knows no Chinese words, so none are asked of it: every Chinese character is a token, a run
of Latin letters or digits is one, and what is searched for becomes a phrase of such tokens. A
word of n characters then finds exactly the rows that hold these characters side by side, for
any n, line breaks and spaces between them aside.

The indexes are contentless (they keep no second copy of the text) and follow their tables by
triggers, which call `notice_tokens`: a connection that writes must have run `register`. Datasette
recognises an index as its table's by the comment in its definition. A change of `tokens` needs a
migration that rebuilds the indexes, since FTS5 takes a row out by the tokens it went in with.
"""

from __future__ import annotations

import html
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator

import regex

SEARCHED = {
    "notices": ("title", "doc_number", "issuer", "text"),
    "suppliers": ("name",),
    "listings": ("name", "address", "contact", "phone", "region", "note", "annex", "extra"),
    "platforms": ("name", "url", "operator", "address"),
    "terms": ("quote", "subject", "base"),
    "products": ("name", "spec"),
}
"""The tables that can be searched, with the columns that are looked through."""

BREAK = "\ue000"
"""The token that stands for punctuation, so that no phrase runs across it: a private-use character."""

_SHORTEST_PREFIX = 3

_CHARACTER = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}々〇]"
_STOP = regex.compile(rf"(?!{_CHARACTER})[^\p{{L}}\p{{N}}\p{{M}}\s]")
_STOPS = re.compile(f"{BREAK}(?:{BREAK}| [⺀-⻳] )*")
"""A run of punctuation is one break, with the radicals in it: Unicode calls these symbols, and no letters."""
_WIDE_STOP = re.compile("[，。、；（）！？—]+")
"""The commonest punctuation. NFKC passes quickly over a text that it need not change, and would change these."""
_TOKEN = regex.compile(rf"{_CHARACTER}|{BREAK}|[[\p{{L}}\p{{N}}\p{{M}}]--{_CHARACTER}]+", regex.V1)
_WORD = regex.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


def definitions(tables: Iterable[str] = tuple(SEARCHED)) -> Iterator[str]:
    """The SQL statements that make the indexes of these tables and the triggers that keep them."""
    for table in tables:
        columns = SEARCHED[table]
        names = ", ".join(columns)
        # The tokenizer `ascii` takes every character beyond ASCII as part of a token, so that characters newer
        # than SQLite's own Unicode tables are not lost; the splitting has been done before.
        yield (
            f"CREATE VIRTUAL TABLE {table}_fts USING fts5({names}, content='', tokenize='ascii' "
            f'/* content="{table}" */)'
        )
        added = f"INSERT INTO {table}_fts(rowid, {names}) VALUES (new.rowid, {_tokens_of('new', columns)});"
        removed = (
            f"INSERT INTO {table}_fts({table}_fts, rowid, {names}) "
            f"VALUES ('delete', old.rowid, {_tokens_of('old', columns)});"
        )
        yield f"CREATE TRIGGER {table}_fts_added AFTER INSERT ON {table} BEGIN {added} END"
        yield f"CREATE TRIGGER {table}_fts_removed AFTER DELETE ON {table} BEGIN {removed} END"
        yield f"CREATE TRIGGER {table}_fts_changed AFTER UPDATE OF {names} ON {table} BEGIN {removed} {added} END"
        yield (
            f"INSERT INTO {table}_fts(rowid, {names}) "
            f"SELECT rowid, {', '.join(f'notice_tokens({column})' for column in columns)} FROM {table}"
        )


def removals(tables: Iterable[str]) -> Iterator[str]:
    """The SQL statements that take the indexes of these tables and their triggers away again."""
    for table in tables:
        for moment in ("added", "removed", "changed"):
            yield f"DROP TRIGGER {table}_fts_{moment}"
        yield f"DROP TABLE {table}_fts"


def _tokens_of(row: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"notice_tokens({row}.{column})" for column in columns)


def register(connection: sqlite3.Connection) -> None:
    """Gives a connection the SQL functions of the search: `notice_tokens`, and `escape_fts` for Datasette."""
    connection.create_function("notice_tokens", 1, tokens, deterministic=True)
    connection.create_function("escape_fts", 1, match_expression, deterministic=True)


def tokens(text: object) -> str:
    """The text as FTS5 is to see it: tokens parted by spaces, folded (NFKC) to half width and lower case.

    Spaces and line breaks between characters leave no trace; punctuation leaves one BREAK.
    None gives an empty text.
    """
    if text is None:
        return ""
    folded = unicodedata.normalize("NFKC", _WIDE_STOP.sub(BREAK, str(text)).replace("：", ":")).lower()
    return " ".join(_STOPS.sub(f" {BREAK} ", "".join(map(_SPACED.__getitem__, folded))).split())


class _Spaced(dict[str, str]):
    """Each character as it stands among tokens: a token by itself between spaces, part of one, BREAK, or a space."""

    def __missing__(self, character: str) -> str:
        if regex.fullmatch(_CHARACTER, character) is not None:
            spaced = f" {character} "
        elif _STOP.fullmatch(character):
            spaced = BREAK
        else:
            spaced = character if _TOKEN.fullmatch(character) else " "
        self[character] = spaced
        return spaced


_SPACED = _Spaced()


def match_expression(query: str | None) -> str:
    """What was typed into a search box as a safe FTS5 expression: all words, or "phrases", must be there.

    A last token of three Latin letters or digits or more also finds what begins with it (`0574`
    finds `05740000`), unless it stands in quotation marks; what begins with fewer is too much.
    Nothing to look for gives an expression that finds nothing.
    """
    phrases = []
    for found in _WORD.finditer((query or "").replace("\0", " ").replace("“", '"').replace("”", '"')):
        spaced = tokens(found["phrase"] if found["word"] is None else found["word"]).strip(f" {BREAK}")
        if spaced:
            last = spaced.rpartition(" ")[2]
            prefix = "*" if found["word"] is not None and last.isascii() and len(last) >= _SHORTEST_PREFIX else ""
            phrases.append(f'"{spaced}"{prefix}')
    return " ".join(phrases) or '""'


def highlight(text: str | None, query: str | None, before: str = "<mark>", after: str = "</mark>") -> str:
    """The text as HTML, escaped, with what the query's words find marked (a contentless index has no snippet)."""
    if not text:
        return ""
    folded, origins = _folded_with_origins(text)
    covered: set[int] = set()
    for pattern in _patterns(query or ""):
        for found in pattern.finditer(folded):
            covered.update(range(origins[found.start()], origins[found.end() - 1] + 1))
    pieces: list[str] = []
    marked = False
    for index, character in enumerate(text):
        if (index in covered) != marked:
            pieces.append(after if marked else before)
            marked = not marked
        pieces.append(html.escape(character))
    return "".join(pieces) + (after if marked else "")


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    pieces = [unicodedata.normalize("NFKC", character).lower() for character in text]
    return "".join(pieces), [index for index, piece in enumerate(pieces) for _ in piece]


def _patterns(query: str) -> Iterator[regex.Pattern[str]]:
    for phrase in regex.findall(r'"([^"]+)"', match_expression(query)):
        parts = [r"[^\p{L}\p{N}\p{M}]+" if token == BREAK else regex.escape(token) for token in phrase.split()]
        yield regex.compile(r"\s*".join(parts))
