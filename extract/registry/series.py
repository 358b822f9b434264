"""Which notices are issues of one series: the same body's notice on the same matter, year after year.

A notice's series is its place (or issuer) and its title without what tells one year's issue from another's. Its
predecessor is the notice that it amends, extends or repeals; where it says nothing of the kind, the latest earlier
issue of its series.
"""

from __future__ import annotations

import hashlib

import regex

from extract.registry.keys import words_key

# What changes from issue to issue: years, periods of years, numbers of batches and phases, signs of a draft.
_VARIES = regex.compile(
    r"""
    (?:19|20)\d\d (?: [-—–至~～] (?:19|20)?\d\d )? (?: 年度 | 年 )?
    | [〇零一二三四五六七八九]{4} 年 (?:度)?
    | 第 [〇零一二三四五六七八九十百\d]+ (?: 批次? | 期 | 季度 | 次 )
    | [（(] (?: 试行 | 暂行 | 修订(?:版|稿)? | 征求意见稿 | 第?[一二三四五六七八九十\d]+ ) [）)]
    | 修订版? | 新版
    """,
    regex.VERBOSE,
)
_SHORTEST = 8

PREDECESSOR = """
  coalesce(
    (SELECT cited.id FROM citations JOIN notices AS cited ON cited.id = citations.cited_notice_id
      WHERE citations.notice_id = notices.id AND citations.relation IN ('repeals', 'extends', 'amends')
        AND coalesce(cited.duplicate_of, cited.id) <> notices.id
      ORDER BY citations.relation = 'repeals' DESC, citations.start LIMIT 1),
    (SELECT earlier.id FROM notices AS earlier
      WHERE earlier.series = notices.series AND earlier.duplicate_of IS NULL AND earlier.id <> notices.id
        AND earlier.issued_on < notices.issued_on ORDER BY earlier.issued_on DESC, earlier.id LIMIT 1))
"""
"""The SQL that gives a row of `notices` its predecessor's id, or NULL."""


def series_key(title: str | None, adcode: str | None, issuer: str | None) -> str | None:
    """What a series of notices has in common, as a fingerprint; None where title or issuing body do not tell."""
    where = adcode or words_key((issuer or "").split("、")[0])
    words = words_key(_VARIES.sub("", title or ""))
    if not where or not words or len(words) < _SHORTEST:
        return None
    return hashlib.blake2b(f"{where} {words}".encode(), digest_size=8).hexdigest()
