"""What a figure is for: the canteen, gifts at the holidays, helping other places, the unions' own money, a purchase."""

from __future__ import annotations

from collections.abc import Sequence

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Sentence, Surroundings, figures
from extract.facts import Topic
from extract.notice import Notice
from extract.once import once_a_file

_NEAR = 120

TOPICS: tuple[Topic, ...] = ("canteen", "holiday_gifts", "assistance", "union_budget", "purchase")


def topic_of(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    """What a figure is for: from its clause, the figure it goes on with, its sentence, its paragraph."""
    topic = topic_for(_topic(sentence, reading, around, previous), reading.occasions)
    if topic == "holiday_gifts" and _is_in_own_case(sentence, reading, around):
        return "other"
    return "other" if topic == "purchase" and _is_no_task(sentence, reading, around) else topic


def topic_for(topic: Topic, occasions: frozenset[str]) -> Topic:
    """A topic; `other` for gifts on a birthday, a marriage, an illness or the like, which are none of the holidays'."""
    return "other" if topic == "holiday_gifts" and _is_own(occasions) else topic


def topic_in(*texts: str) -> Topic:
    """The first topic that the first text with any names; `other` where none does."""
    return _first(texts, TOPICS)


def _topic(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    clause = _own_words(rule("reject.named").sub("", around.clause + around.rest))
    if rule("topic.canteen").search(clause):
        return "canteen"
    if reading.unit == "percent" and rule("topic.rate").search(around.clause):
        return topic_in(clause)
    near = _wider_words(around.left + _own_right(sentence, reading, around), reading)
    union = reading.base is not None and rule("topic.union_budget").search(reading.base) is not None
    named = topic_in(clause)
    if not (union or (reading.unit == "CNY" and named != "other")) and rule("topic.canteen").search(near):
        return "canteen"
    if _is_granted(clause, named, around) or (named == "other" and _is_award(sentence, reading)):
        return "other"
    to_help = named in ("purchase", "other") and _is_used_to_help(sentence, reading, around)
    if to_help or (reading.unit == "CNY" and rule("topic.part_to_help").search(clause)):
        return "assistance"
    task = reading.unit == "CNY" and reading.per in (None, "year")
    if task and rule("topic.purchase").search(f"{around.previous_clause}，{clause}"):
        return "purchase"
    others = previous is not None and _is_others_canteen(sentence, previous, around)
    if previous is not None and previous.unit == reading.unit and not others:
        return previous.topic
    if reading.additional and (
        _is_used_to_help(sentence, reading, around)
        or any(
            rule("topic.assistance").search(words)
            for words in (clause, near, _wider_words(sentence.text + sentence.before, reading))
        )
    ):
        return "assistance"
    if named == "other":
        named = topic_in(near)
    if named != "other" or _is_own(reading.occasions):
        return named
    # A canteen among the other figures' own words is theirs.
    told = not others and rule("topic.canteen").search(_wider_words(_beyond_others(sentence, reading), reading))
    wider = _first((_wider_words(sentence.text, reading),), TOPICS if told else TOPICS[1:])
    if wider != "other" or others:
        return wider
    return topic_in(_wider_words(sentence.before, reading), _own_words(_over(sentence, reading)))


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


def holiday_title(notice: Notice) -> str:
    """The notice's title where it says that gifts at the holidays are what the notice is about; else empty."""
    title = notice.title.value if notice.title else ""
    return title if rule("topic.holiday_title").search(title) else ""


def _over(sentence: Sentence, reading: Reading) -> str:
    """The headings over a sentence, and a title about gifts for what each member is given."""
    rated = reading.unit == "CNY" and reading.per in ("person", "person-year")
    lines = [*reversed(sentence.over), sentence.title if rated else ""]
    # 慰问类别及标准 is over gifts of all sorts; 节日慰问 is over those at the holidays.
    told = (
        one for one in lines if rule("topic.holiday_title").search(one) or not rule("topic.holiday_gifts").search(one)
    )
    return "\n".join(told)


@once_a_file
def _own_words(words: str) -> str:
    """Words without what they only leave out or count in (不含节日慰问品, （含学校食堂）), and without named rules."""
    return rule("topic.not_for").sub("", _without_asides(words))


def _wider_words(words: str, reading: Reading) -> str:
    """The words around a figure's clause; the title of the rule that a figure is recalled from says what it was for."""
    return _own_words(words) if reading.standing == "set" else _without_asides(words)


@once_a_file
def _without_asides(words: str) -> str:
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


def _is_award(sentence: Sentence, reading: Reading) -> bool:
    """Whether a figure bounds the grant of the clause before, which has a figure of its own: 奖补2%，最高5万元."""
    return reading.unit == "CNY" and rule("topic.award").search(sentence.text, 0, reading.figure.start) is not None


def _is_used_to_help(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether what comes right after a sum's clause says that it is for helping other places."""
    if reading.unit != "CNY":
        return False
    if rule("topic.used_after").follows(sentence.text, around.rest_end):
        return True
    ends = around.rest_end >= len(sentence.text.rstrip("。；; "))
    return bool(ends and reading.additional and rule("topic.used_after").follows(sentence.after, 0))


def _is_in_own_case(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether a gift whose clause names no holiday goes on with a case in a member's life: 住院的…；做手术的慰问品."""
    if reading.occasions or reading.per == "person-year" or rule("topic.of_year").search(around.clause + around.rest):
        return False
    goes_on = sentence.before.rstrip().endswith(("；", ";"))
    before = (sentence.before.rpartition("。")[2] if goes_on else "") + sentence.text[: reading.figure.start]
    cases = [match.start() for match in rule("topic.own_case").finditer(before)]
    return bool(cases) and rule("topic.of_holiday").search(before, cases[-1]) is None


def _is_no_task(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether something is bought for members on occasions of their own, or sales are what admits a firm."""
    if reading.per in ("person", "person-year") or reading.kind == "cap" or _is_own(reading.occasions):
        words = f"{around.previous_clause}，{around.clause}{around.rest}"
        if rule("topic.for_members").search(words):
            return True
        return _is_own(reading.occasions) and (reading.kind == "cap" or reading.per is not None)
    if reading.unit != "CNY" or reading.kind != "floor":
        return False
    return (
        rule("topic.requirement").search(sentence.before[-_NEAR:] + sentence.text[: reading.figure.start]) is not None
    )


def _is_others_canteen(sentence: Sentence, previous: Reading, around: Surroundings) -> bool:
    """Whether only the body that the figure before is given to is a canteen: 机关食堂600万元，国有企业150万元."""
    before = rule("subject.beside").search(sentence.text[previous.start : previous.figure.start])
    if before is None or rule("subject.beside").search(around.clause) is None:
        return False
    lead = sentence.text[: previous.start + before.start("bodies")]
    return rule("topic.canteen").search(before["bodies"]) is not None and rule("topic.canteen").search(lead) is None
