"""Who a figure binds: the body its clause or an earlier one begins with, or who receives, bears or keeps to it."""

from __future__ import annotations

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Sentence, clause_starts, quotations
from extract.once import once_a_file

_NOBODY = ("subject.things", "subject.members")
"""Rules of clauses that are about goods, standards or members: no body of an earlier sentence is bound by them."""
_REACH = 90
_LONGEST_HEADING = 60


def subject_of(sentence: Sentence, reading: Reading) -> str | None:
    """The body a figure binds, as printed: from its own clause, the clauses before, then the sentences before."""
    own = next(iter(clause_starts(sentence.text[: reading.figure.start])), 0)
    quoted = reading.standing == "quoted"
    if (words := _own_quotation(sentence.text, reading.figure.start)) is not None:
        begins = (
            [words] if quoted else [words + at for at in clause_starts(sentence.text[words : reading.figure.start])]
        )
        subject = next((head for at in begins if (head := _heads(sentence.text[at : at + _REACH]))), None)
        if subject or quoted:
            each = rule("subject.each").follows(sentence.text, words)
            return subject or (each["subject"] if each else None)
    if quoted and rule("subject.others_rule").search(sentence.text, 0, reading.figure.start):
        return None
    for name in ("subject.single", "subject.of_level"):
        if one := rule(name).follows(sentence.text, own):
            return one["subject"]
    inner = sentence.text.rfind("（", own, reading.figure.start) + 1
    if rule("subject.own_money").follows(sentence.text, own) or (
        inner and rule("subject.members").follows(sentence.text, inner)
    ):
        return None  # 全州计划3150万元（其中会员人均不少于420元）
    return _by_own_clause(sentence, reading, own) or _by_clauses(sentence, reading, own)


def _by_own_clause(sentence: Sentence, reading: Reading, own: int) -> str | None:
    """Who is named in a figure's own clause otherwise than at its beginning: who receives it, bears it, keeps to it."""
    text, figure = sentence.text, reading.figure
    if rule("subject.part_left").follows(text, own) and (
        left_over := rule("subject.left_over").follows(text, figure.end)
    ):
        return left_over["subject"]
    listed = [match.end() for match in rule("subject.after_figure").finditer(text, own, figure.start)]
    begins = clause_starts(text[:own])
    if payer := rule("subject.pays").follows(text, own):
        return payer["subject"]
    if bearer := rule("subject.bearer").follows(text, begins[0] if begins and text[own - 1] in "：:" else own):
        return bearer["subject"]
    if begins and (receiver := rule("subject.receiver_before").match(text, begins[0])) and receiver.end() > own:
        return receiver["subject"]
    if listed and (bearer := rule("subject.bears").follows(text, listed[-1])):
        return bearer["subject"]  # 由县财政承担七成、乡镇承担三成
    if receiver := rule("subject.receiver").search(text, own, _clause_stop(text, figure.end)):
        return receiver["subject"]
    given = rule("subject.by").search(text, own, figure.start)
    if given and not rule("subject.none").search(given["subject"]):
        return given["subject"]
    if persons := rule("subject.persons").match(text, listed[-1] if listed else own):
        return persons["subject"]
    return _heads(text[listed[-1] :]) if listed else None


def _by_clauses(sentence: Sentence, reading: Reading, own: int) -> str | None:
    """Who the clause that begins at `own`, or one before it, begins with; else who the sentences before do."""
    text, for_whom = sentence.text, False
    for start in clause_starts(text[: reading.figure.start]):
        if whoever := rule("subject.whoever").match(text, start):
            # 各机关食堂，凡年度支出在50万元以上的，: whoever of them, else whoever it be
            named = rule("subject.of_whom").search(text, 0, start) if whoever["chosen"] else None
            return _heads(text[named.start() : start + 1]) if named else None
        if reading.kind == "cap" and (receiver := rule("subject.receiver").search(text, start, own)):
            return receiver["subject"]  # 对采购企业按采购额的3%奖补，最高20万元
        if subject := _told_by_count(text, start) or _heads(text[start : start + _REACH]):
            return subject
        fronted = rule("subject.fronted").follows(text, start)
        if fronted and (start == 0 or fronted["others"]) and not rule("subject.none").search(fronted["subject"]):
            return fronted["subject"]
        if granted := rule("subject.granted_to").follows(text, start):
            return granted["subject"]
        if bearer := rule("subject.bearer").follows(text, start):
            return bearer["subject"]
        for_whom = for_whom or rule("subject.for_whom").follows(text, start) is not None
        ended = start == own and reading.standing == "quoted"
        if ended and rule("quoted.ended_after").follows(text, reading.figure.end):
            return None  # a rule that ends here need not have been this body's
    return _from_before(sentence, reading, own, for_whom)


def _from_before(sentence: Sentence, reading: Reading, own: int, for_whom: bool) -> str | None:
    """The body told by the sentences before one that names none; None where its own clause `own` needs none of them."""
    starts = clause_starts(sentence.text[: reading.figure.start])
    for start in starts:
        if each := rule("subject.each").follows(sentence.text, start):
            return each["subject"]
    if for_whom or any(rule(name).follows(sentence.text, at) for name in _NOBODY for at in starts):
        return None
    if any(rule(name).follows(sentence.text, own) for name in ("subject.rewarded", "subject.those_who")):
        return None  # 在县外新开专卖店的，一次性奖补5万元
    if headed := rule("subject.headed").search(sentence.before[-_LONGEST_HEADING:]):
        return None if rule("subject.none").search(headed["subject"]) else headed["subject"]
    subject = _before(_without_headings(sentence.before))
    if subject and rule("subject.giver").fullmatch(subject):
        previous = starts[1] if len(starts) > 1 else own
        clauses = sentence.text[previous : _clause_stop(sentence.text, reading.figure.end)]
        return None if rule("topic.granted").search(clauses) else subject
    return subject


def _clause_stop(text: str, start: int) -> int:
    """Where the clause that goes on at `start` ends."""
    return next((at for at in range(start, len(text)) if text[at] in "，；。："), len(text))


def _own_quotation(text: str, figure: int) -> int | None:
    """Where the part of a quotation begins in which a figure stands: at the mark, or behind the figure before."""
    begins = next((low + 1 for low, high in quotations(text) if low < figure < high), None)
    if begins is None:
        return None
    return max([begins, *(match.end() for match in rule("subject.after_figure").finditer(text, begins, figure))])


@once_a_file
def _before(before: str) -> str | None:
    """The body of the sentences before; None where the last that names any tells different ones by turns (…；…)."""
    found: tuple[str, int] | None = None
    for start in clause_starts(before):
        between = before[start : found[1]] if found else ""
        if "。" in between:
            break
        subject = _heads(before[start : start + _REACH])
        if subject and found and subject != found[0] and "；" in between:
            return None
        found = found or ((subject, start) if subject else None)
    return found[0] if found else None


@once_a_file
def _told_by_count(text: str, start: int) -> str | None:
    """Bodies that a clause tells by how many they have, or has keep to the rule as others do."""
    if group := rule("subject.group").match(text, start):
        return group["subject"]
    alike = rule("subject.by_alike").search(text, start, _clause_stop(text, start))
    return alike["subject"] if alike and not rule("subject.none").search(alike["subject"]) else None


def _without_headings(before: str) -> str:
    return rule("subject.heading").sub("", before)[-400:]


@once_a_file
def _heads(clause: str) -> str | None:
    match = rule("subject.head").match(clause)
    if match is None:
        return None
    if (led := rule("subject.led").follows(clause, match.start("subject"))) and not rule("subject.none").search(
        led["subject"]
    ):
        return led["subject"]
    subject = match["subject"].strip(" “”‘’")
    torn = subject.count("（") != subject.count("）")
    if len(subject) < 2 or torn or rule("subject.none").search(subject):
        return None
    organizing = rule("subject.organizes").follows(clause, match.start("subject"))
    return organizing["subject"] if organizing and organizing.end() == match.end("subject") else subject
