"""Safe answers: headers on everything, limits on what is asked, errors that tell visitors nothing of the insides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response
from jinja2 import Environment

from extract.site import errors, safety, stock_csv
from extract.site.pages import DATABASE


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Environment) -> None:
    """Gives the error page its words by status."""
    env.globals["error_words"] = errors.words


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[safety.App], safety.App]:
    """Every answer gets safe headers; what is too much to ask is refused; Datasette's CSV runs nothing in Excel."""

    async def refuse(scope: dict[str, Any], receive: Any, send: Any, status: int) -> None:
        await errors.refuse(datasette, scope, receive, send, status)

    return lambda app: safety.guarded(stock_csv.openable(app, f"/{DATABASE}/"), refuse)


@hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """Answers errors in the site's frame, in place of Datasette's own answer.

    Datasette's prints the values of all local variables on the console for every page that is not found, which takes
    a fifth of a second each; here only what nobody foresaw is printed, as a trace.
    """
    outcome = yield
    outcome.force_result([_answer(datasette, request, exception)])


def _answer(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Response]]:
    async def answer() -> Response:
        status, said = errors.told(exception)
        if status == 500:
            errors.log(exception)
        return await errors.answered(datasette, request, status, said)

    return answer
