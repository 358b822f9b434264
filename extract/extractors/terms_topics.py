"""What a figure is for: the canteen, gifts at the holidays, helping other places, the unions' own money, a purchase."""

from __future__ import annotations

from collections.abc import Sequence

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Sentence, Surroundings, figures
from extract.facts import Topic
from extract.once import once_a_file

TOPICS: tuple[Topic, ...] = ("canteen", "holiday_gifts", "assistance", "union_budget", "purchase")


def topic_of(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    """What a figure is for: from its clause, the figure it goes on with, its sentence, its paragraph."""
    return topic_for(_topic(sentence, reading, around, previous), reading.occasions)


def topic_for(topic: Topic, occasions: frozenset[str]) -> Topic:
    """A topic; `other` for gifts on a birthday, a marriage, an illness or the like, which are none of the holidays'."""
    return "other" if topic == "holiday_gifts" and _is_own(occasions) else topic


def topic_in(*texts: str) -> Topic:
    """The first topic that the first text with any names; `other` where none does."""
    return _first(texts, TOPICS)


def _topic(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    clause = _own_words(
        rule("reject.named").sub("", around.clause + around.rest)
    )  # 《工会经费…办法》 is no topic of it
    if rule("topic.canteen").search(clause):
        return "canteen"
    near = _own_words(around.left + _own_right(sentence, reading, around))
    named = topic_in(clause)
    union = reading.base is not None and rule("topic.union_budget").search(reading.base) is not None
    if not (union or (reading.unit == "CNY" and named != "other")) and rule("topic.canteen").search(near):
        return "canteen"
    if _is_granted(clause, named, around):
        return "other"
    task = reading.unit == "CNY" and reading.per in (None, "year")
    if task and rule("topic.purchase").search(f"{around.previous_clause}，{clause}"):
        return "purchase"
    others = previous is not None and _is_others_canteen(sentence, previous, around)
    if previous is not None and previous.unit == reading.unit and not others:
        return previous.topic
    if reading.additional and any(
        rule("topic.assistance").search(words) for words in (clause, near, _own_words(sentence.text + sentence.before))
    ):
        return "assistance"
    if named == "other":
        named = topic_in(near)
    if named != "other" or _is_own(reading.occasions):
        return named
    # A canteen among the other figures' own words is theirs.
    told = not others and rule("topic.canteen").search(_own_words(_beyond_others(sentence, reading)))
    wider = _first((_own_words(sentence.text),), TOPICS if told else TOPICS[1:])
    return wider if wider != "other" or others else topic_in(_own_words(sentence.before))


def _first(texts: Sequence[str], topics: Sequence[Topic]) -> Topic:
    for text in texts:
        for topic in topics:
            if rule(f"topic.{topic}").search(text):
                return topic
    return "other"


def _is_own(occasions: frozenset[str]) -> bool:
    """Whether something is given on a birthday, a marriage, an illness or the like, and at no holiday."""
    own = any(rule("topic.own_occasion").search(name) for name in occasions)
    return own and not any(rule("topic.of_holiday").search(name) for name in occasions)


@once_a_file
def _own_words(words: str) -> str:
    """Words without what they only leave out or count in: 不含节日慰问品, （含学校食堂）."""
    return rule("topic.aside").sub("", rule("additional.left_out").sub("", words))


def _own_right(sentence: Sentence, reading: Reading, around: Surroundings) -> str:
    """The words after a figure, but for the clause with the next one."""
    if reading.figure.end + len(around.right) >= len(sentence.text):
        return around.right
    return around.right[: max(around.right.rfind(stop) for stop in "，；。、") + 1]


def _beyond_others(sentence: Sentence, reading: Reading) -> str:
    """The words of a sentence before a figure and behind its last one: those between are the other figures' own."""
    return f"{sentence.text[: reading.figure.start]}\n{sentence.text[figures(sentence.text)[-1].end :]}"


def _is_granted(clause: str, named: Topic, around: Surroundings) -> bool:
    """Whether a clause grants something to firms or places, or bounds what the clause before it grants."""
    if rule("topic.granted").search(clause):
        return rule("topic.holiday_gifts").search(clause) is None
    return named == "other" and rule("topic.granted").search(around.previous_clause) is not None


def _is_others_canteen(sentence: Sentence, previous: Reading, around: Surroundings) -> bool:
    """Whether only the body that the figure before is given to is a canteen: 机关食堂600万元，国有企业150万元."""
    before = rule("subject.beside").search(sentence.text[previous.start : previous.figure.start])
    if before is None or rule("subject.beside").search(around.clause) is None:
        return False
    lead = sentence.text[: previous.start + before.start("bodies")]
    return rule("topic.canteen").search(before["bodies"]) is not None and rule("topic.canteen").search(lead) is None
