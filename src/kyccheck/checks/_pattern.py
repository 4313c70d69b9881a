"""Regular expressions from checklists: only those that cannot run away."""

import re
from functools import cache
from re import _parser  # type: ignore[attr-defined] # private, but no other parses; a test holds it to what is used
from typing import Any, Final

from kyccheck.errors import RefusedError

_LONGEST: Final = 200
_LONGEST_TEXT: Final = 1000
_MOST_WAYS: Final = 100_000
_REPEATS: Final = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_LOOKING_BACK: Final = {"GROUPREF", "GROUPREF_EXISTS", "ASSERT", "ASSERT_NOT"}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The expression of a pattern.

    Raises RefusedError for one that is none, matches nothing but a blank, is longer than 200 characters, looks back or
    around, or repeats what already repeats: the latter may take twice as long for every further character.
    """
    if len(pattern) > _LONGEST:
        raise RefusedError(f"the pattern is longer than {_LONGEST} characters")
    try:
        tree = _parser.parse(pattern)
        expression = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise RefusedError(f"the pattern is not a regular expression: {error}") from None
    if not tree.getwidth()[1]:
        raise RefusedError("the pattern matches no text but an empty one, so nothing could pass")
    if _ways(tree, inside=False) > _MOST_WAYS:
        raise RefusedError("the pattern leaves too many ways to read a text; give each repeat a small bound {0,20}")
    return expression


def _ways(tree: Any, *, inside: bool) -> int:
    """In how many ways the repeats of a parsed expression may share a text; refuses what could take for ever."""
    ways = 1
    for operator, argument in tree:
        name = str(operator)
        if name in _LOOKING_BACK:
            raise RefusedError("the pattern looks back or around, which is not allowed")
        if name in _REPEATS:
            low, high, body = argument
            ways *= min(high, _LONGEST_TEXT) - low + 1
            ways *= _ways(body, inside=inside or high > 1)
        else:
            if name == "BRANCH" and inside:
                raise RefusedError("the pattern repeats a choice (a|b), which could take for ever; write [ab]")
            ways *= max([_ways(branch, inside=inside) for branch in _branches(argument)], default=1)
        if inside and name in _REPEATS and argument[0] != argument[1]:
            raise RefusedError("the pattern repeats a repeat, which could take for ever")
    return ways


def _branches(argument: Any) -> list[Any]:
    """The expressions within an operator's argument: of a group (an atomic one is its own), or of alternatives."""
    items = argument if isinstance(argument, tuple) else (argument,)
    parts = [part for item in items for part in (item if isinstance(item, list) else [item])]
    return [part for part in parts if isinstance(part, _parser.SubPattern)]
