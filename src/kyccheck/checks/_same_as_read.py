"""What `aligned` says of a case as it was read: a pass where all values are the same, or align under their forms."""

from functools import lru_cache, partial
from typing import Final

from kyccheck.asking.answer import Answer
from kyccheck.checks._sides import Sides
from kyccheck.checks._usable import plainly_same
from kyccheck.checks._value_pair import Terms, form_of, settles
from kyccheck.checks._writer import Sure, Writer
from kyccheck.forms import CLOSER
from kyccheck.forms import Context as FormContext
from kyccheck.values.value import as_text, is_blank

_MOST_KNOWN: Final = 10_000
_SINGLE: Final = (str, int)


class SameAsRead:
    """The fast comparison, of JSON as it was read. `fine` is its answer, `aside` that where nothing is compared."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a comparison is made of
        self, left: Sides, right: Sides, forms: tuple[str, ...], terms: Terms, fine: Answer, aside: Answer
    ) -> None:
        self._left, self._right, self._forms, self._terms = left, right, forms, terms
        self._fine, self._aside = fine, aside
        self._known: set[tuple[int, str | None, object, object]] = set()
        self._settled: tuple[set[object], ...] = tuple(set() for _ in forms)

    def surely(self, writer: Writer) -> Sure | None:
        """A pass where every value of a case as it was read is the same on both sides, or aligns under its form."""
        if self._left.path or self._left.further or self._left.tells_country or self._right.tells_country:
            return None
        terms = self._terms
        told = writer.value(terms.countries.path) if terms.countries else "None"
        ours = [writer.value(look.path) for look in self._left.looks]
        registered = writer.value(terms.registered.path) if terms.registered else ""
        sames = [writer.bind(partial(self._is_same, place), "same") for place in range(len(ours))]
        lists = {place for place, look in enumerate(self._left.looks) if look.type == "list"}
        closer = {
            place: writer.bind(self._settled[place], "settled")
            for place, form in enumerate(self._forms)
            if form in CLOSER and place not in lists
        }
        pairing = _Pairing(sames, ours, registered, told, lists=lists, closer=closer, each=terms.each)
        if not self._right.path:
            theirs = [writer.value(look.path) for look in self._right.looks]
            blank = (f"{writer.value(path)} in (None, '')" for path in self._right.further)
            code = f"({' and '.join((*blank, pairing.holds(theirs)))})"
            return self._sure(
                f"(2 if {ours[0]} is None or {theirs[0]} is None else {code})" if terms.where_shown else code
            )
        sifted = self._right.sifted(writer)
        if sifted is None or self._right.further:
            return None
        inner = writer.member(self._right.path)
        theirs = [inner.value(look.path) for look in self._right.looks]
        then = "found"
        if terms.where_shown:
            sifted = [*sifted, *inner.lines, f"if {ours[0]} is None or {theirs[0]} is None:", "    continue"]
            then = "1 if found else 2 if members else 0"
        body = [f"if {pairing.holds(theirs)}:", "    return 1"]
        if terms.match != "any":
            body = [f"if not {pairing.holds(theirs)}:", "    return 0", "found = True"]
        return self._sure(writer.loop(self._right.path, [*sifted, *inner.lines, *body], pairing.given, then))

    def _sure(self, code: str) -> Sure:
        return Sure(code, lambda number: self._fine if number == 1 else self._aside)

    def _is_same(self, place: int, one: object, other: object, both: object) -> bool:
        """Whether `ask` would say that two values of a case as it was read align. False wherever that is in doubt.

        `both` is the country of both, as it was read.
        """
        if type(one) is list:
            is_list = self._left.looks[place].type == self._right.looks[place].type == "list" and type(other) is list
            if not is_list:
                return False
            same = plainly_same(one, other) and settles(self._forms[place], one)
            return same or (bool(other) and self._aligns(place, one, other, both))
        if type(one) not in _SINGLE or type(other) not in _SINGLE:
            return False
        if one == other and self._left.looks[place].type != "list":
            return self._settles(place, one, other)
        return self._aligns(place, one, other, both)  # no form aligns what is blank or only a placeholder

    def _settles(self, place: int, one: object, other: object) -> bool:
        """Whether a value that is the same on both sides settles it; terms and quantities come again and again."""
        if not (plainly_same(one, other) and settles(self._forms[place], one)):
            return False
        if self._forms[place] in CLOSER and type(one) is str and len(self._settled[place]) < _MOST_KNOWN:
            self._settled[place].add(one)
        return True

    def _aligns(self, place: int, one: object, other: object, both: object) -> bool:
        """Whether a form says of two values that they align, told what `ask` would tell it."""
        if not one:
            return False
        told = None if is_blank(both) else as_text(both)
        single = type(one) in _SINGLE
        if single and (place, told, one, other) in self._known:
            return True
        context = _told(told, self._terms.date_order)
        if form_of(self._forms[place]).compare(one, other, context).verdict != "aligned":
            return False
        if single and len(self._known) < _MOST_KNOWN:
            self._known.add((place, told, one, other))
        return True


class _Pairing:
    """What the pairs of one source of the left are, in code: the names of its values, and of what asks about them.

    `lists` are the places of lists, `closer` those of values that may be the same to the letter and do not align: each
    with the name of a set of texts that do.
    """

    def __init__(  # noqa: PLR0913 - what such code is made of
        self,
        sames: list[str],
        ours: list[str],
        registered: str,
        told: str,
        *,
        lists: set[int],
        closer: dict[int, str],
        each: bool,
    ) -> None:
        self._lists, self._closer = lists, closer
        self._sames, self._ours, self._registered, self._told, self._each = sames, ours, registered, told, each
        variables = (*ours, registered, told if told != "None" else "")
        self.given = tuple(dict.fromkeys(name for name in variables if name))

    def holds(self, theirs: list[str]) -> str:
        """An expression: whether of all pairs that have a value both have the same one, and there is such a pair."""
        pairs = [self._same(place, one, theirs[place]) for place, one in enumerate(self._ours)]
        if len(pairs) > 1 and not self._each:
            neither = [f"({one} is None and {other} is None)" for one, other in zip(self._ours, theirs, strict=True)]
            pairs = [f"({blank} or {pair})" for blank, pair in zip(neither, pairs, strict=True)]
            pairs.append(f"not ({' and '.join(neither)})")
        if self._registered:
            pairs.append(f"({self._registered} is None or {self._same(0, self._registered, theirs[0])})")
        return f"({' and '.join(pairs)})"

    def _same(self, place: int, one: str, other: str) -> str:
        """An expression: whether two variables hold the same, at once where that is plain to see."""
        asked = f"{self._sames[place]}({one}, {other}, {self._told})"
        if place in self._lists:
            return asked
        number = f"type({one}) is int and type({other}) is int and {one} == {other}"
        if place in self._closer:
            text = f"type({one}) is str and {one} == {other} and {one} in {self._closer[place]}"
            return f"({text} or {number} and {one} > 0 or {asked})"
        is_whole = f"{one}[-1] not in DIGITS or 'E' not in {one}.upper()"  # no number that Excel has cut to 8.52E+10
        text = f"type({one}) is str and {one} == {other} and {one}[:2] in FINE and ({is_whole})"
        return f"({text} or {number} or {asked})"


@lru_cache(maxsize=1024)
def _told(country: str | None, date_order: str) -> FormContext:
    return FormContext((country, country), date_order)
