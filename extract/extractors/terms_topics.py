"""What a figure is for: the canteen, gifts at the holidays, helping other places, the unions' own money, a purchase."""

from __future__ import annotations

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Sentence, Surroundings
from extract.facts import Topic

TOPICS: tuple[Topic, ...] = ("canteen", "holiday_gifts", "assistance", "union_budget", "purchase")


def topic_of(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    """What a figure is for: from its clause, the figure it goes on with, its sentence, its paragraph."""
    return topic_for(_topic(sentence, reading, around, previous), reading.occasions)


def topic_for(topic: Topic, occasions: frozenset[str]) -> Topic:
    """A topic; `other` for gifts on a birthday, a marriage, an illness or the like, which are none of the holidays'."""
    own = topic == "holiday_gifts" and any(rule("topic.own_occasion").search(name) for name in occasions)
    return "other" if own and not any(rule("topic.of_holiday").search(name) for name in occasions) else topic


def _topic(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    clause = rule("reject.named").sub("", f"{around.clause}{around.rest}")  # 《工会经费…办法》 is no topic of it
    words = (clause, f"{around.left}{around.right}", sentence.text, sentence.before)
    scopes = tuple(rule("additional.left_out").sub("", scope) for scope in words)
    clause = scopes[0]
    if rule("topic.canteen").search(clause):
        return "canteen"
    union = reading.base is not None and rule("topic.union_budget").search(reading.base) is not None
    if not (union or (reading.unit == "CNY" and _named_topic(clause))) and rule("topic.canteen").search(scopes[1]):
        return "canteen"
    if rule("topic.granted").search(clause) and not rule("topic.holiday_gifts").search(clause):
        return "other"
    task = reading.unit == "CNY" and reading.per in (None, "year")
    if task and rule("topic.purchase").search(f"{around.previous_clause}，{clause}"):
        return "purchase"
    if previous is not None and previous.unit == reading.unit:
        return previous.topic
    if reading.additional and any(rule("topic.assistance").search(scope) for scope in scopes):
        return "assistance"
    for scope in scopes:
        for topic in TOPICS:
            if rule(f"topic.{topic}").search(scope):
                return topic
    return "other"


def _named_topic(words: str) -> bool:
    return any(rule(f"topic.{topic}").search(words) for topic in TOPICS)
