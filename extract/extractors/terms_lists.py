"""Bodies that a text lists one by one, and which of several figures each of them is given."""

from __future__ import annotations

from itertools import pairwise

import regex

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Sentence, figures
from extract.once import once_a_file
from extract.values import regions

_LONGEST_NAME = 30
_LONGEST_LIST = 300
_REACH = 90


def beside(sentence: Sentence, reading: Reading) -> list[str]:
    """The bodies named right before a figure that is given to them (甲镇、乙镇各300万元; 分别为300万元、200万元)."""
    left, place = sentence.text[: reading.figure.start][-_LONGEST_LIST:], 0
    in_turn = [one for one in figures(sentence.text) if one.start <= reading.figure.start]
    while (
        (match := _right_before(left)) is None
        and len(in_turn) > 1
        and rule("frame.in_turn").fullmatch(sentence.text[in_turn[-2].end : in_turn[-1].start])
    ):
        in_turn.pop()
        left, place = sentence.text[: in_turn[-1].start][-_LONGEST_LIST:], place + 1
    by_turns = match is not None and match["turns"] is not None
    if match is None or (place and not by_turns):
        return []
    names = _in_full(split_names(match["bodies"]))
    if rule("subject.cut_list").search(left[: match.start()]):
        return []  # 省派、市派工作队: the name begins before
    if len(names) > 1 and not match["each"]:
        return []  # several names and one figure for all of them together
    if led := rule("subject.led").match(names[0]) if len(names) == 1 else None:
        return [led["subject"]]
    known = [name for name in names if not rule("subject.none").search(name)]
    if by_turns and len(known) < len(names):
        return []  # which figure is whose cannot be told
    names = known
    goes_on = rule("frame.in_turn").follows(sentence.text, reading.figure.end) is not None
    if by_turns and len(names) == 1 and (place or goes_on):
        return []  # two figures and one name: 一中、二中食堂分别采购5万元和4万元
    if place or (by_turns and goes_on):
        return names[place : place + 1]
    return names


@once_a_file
def _right_before(left: str) -> regex.Match[str] | None:
    """The bodies with which words end, and whether what follows is given to each of them."""
    return rule("subject.beside").search(left)


def in_turn(sentence: Sentence, reading: Reading, subject: str) -> str:
    """The one of several bodies named earlier that a figure of a list is for (甲局、乙局…，任务分别为5万元和3万元)."""
    found = figures(sentence.text)
    own = next((index for index, one in enumerate(found) if one.start == reading.figure.start), None)
    if own is None:
        return subject
    gaps = [rule("frame.in_turn").fullmatch(sentence.text[a.end : b.start]) is not None for a, b in pairwise(found)]
    first = last = own
    while first > 0 and gaps[first - 1]:
        first -= 1
    while last < len(gaps) and gaps[last]:
        last += 1
    if first == last or not rule("frame.respectively").search(sentence.text[: found[first].start][-_REACH:]):
        return subject
    joined = [split_names(part) for part in (subject, rule("subject.joined").sub("、", subject))]
    for names in (_by_level(subject), *joined):
        if len(names) == last - first + 1:
            return _in_full(names)[own - first]
    return subject


def _by_level(subject: str) -> list[str]:
    """The bodies of several levels that one noun tells (市、县两级财政): 市级财政, 县级财政."""
    told = rule("subject.levels").fullmatch(subject)
    return [f"{level}{told['rank']}{told['noun']}" for level in told.captures("level")] if told else []


def _in_full(names: list[str]) -> list[str]:
    """Names of a list with the noun that those before the last leave out (机关第一、第二食堂)."""
    numbered = [rule("subject.numbered").fullmatch(name) for name in names]
    noun = numbered[-1]["noun"] if numbered and numbered[-1] else None
    return [
        f"{name}{noun}" if noun and one and not one["noun"] else name for name, one in zip(names, numbered, strict=True)
    ]


def given_after(text: str) -> list[str]:
    """The bodies that a text names for the task before it (责任单位：甲镇、乙镇)."""
    match = rule("subject.given_after").match(text)
    return split_names(match["bodies"]) if match else []


def split_names(text: str) -> list[str]:
    """The names of a printed list, without what closes it; brackets stay with their name."""
    if label := rule("subject.label").search(text):
        text = text[: label.start()]
    names: list[str] = []
    begin = 0
    for mark in rule("subject.parted").finditer(text):
        piece = text[begin : mark.start()]
        whole = rule("subject.level").fullmatch(piece) or _begins_name(text, mark)
        if not whole and piece.count("（") + piece.count("(") <= piece.count("）") + piece.count(")"):
            names.append(piece)
            begin = mark.end()
    names.append(text[begin:])
    cleaned = [name.strip(" 　。.；;：:\n\t") for name in names]
    return [name for name in cleaned if 1 < len(name) <= _LONGEST_NAME]


def _begins_name(text: str, mark: regex.Match[str]) -> bool:
    """Whether what seems to part two names is the first character of a place's own: 天津市和平区."""
    place = rule("subject.place_with_and").follows(text, mark.start())
    return place is not None and regions.is_division_name(place.group())
