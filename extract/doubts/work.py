"""Doubts about tasks and duties: bodies that are none, and parts read from running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.doubts.doubt import Found, rule
from extract.extractors import organizations
from extract.extractors.context import Context
from extract.facts import Duty, Task

_LONGEST_TITLE = 40
_LONGEST_BODY = 24


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the tasks and duties of a notice."""
    tasks = context.read(Task)
    numbers = Counter((task.number, task.evidence.rule) for task in tasks)
    for task in tasks:
        if len(task.title) > _LONGEST_TITLE or rule("sentence_mark").search(task.title):
            yield Found("task.title", task)
        if numbers[task.number, task.evidence.rule] > 1:
            yield Found("task.number", task)
        if task.content is not None and len(task.title) > 1 and task.content.startswith(task.title):
            yield Found("task.from_content", task)
    for duty in context.read(Duty):
        for code in _duty(duty):
            yield Found(code, duty)


def _duty(duty: Duty) -> Iterator[str]:
    name = duty.organization
    named = rule("group").search(name) or organizations.is_body(name) or organizations.is_firm(name)
    divided = duty.evidence.rule == "duties.under_body" and "和" in duty.evidence.quote
    if not named or divided or len(name) > _LONGEST_BODY or rule("odd_name").search(name):
        yield "duty.body"
    elif rule("no_duty_name").search(name):
        yield "duty.name"
    quote = duty.evidence.quote
    role = rule("said_role").search(quote, max(0, quote.find(name)))
    if role is not None and role.lastgroup is not None and role.lastgroup != duty.role:
        yield "duty.role"
