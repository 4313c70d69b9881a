"""Writes Python: what a case as it was read shows beyond doubt, asked of all items in one function.

Most cases are fine, and of a fine one each item asks a few plain things: is this text, is it filled, are these two the
same. To ask them one call at a time costs more than to answer them. So a check may say them as an expression (`Sure`),
and a plan puts those of all its items into one function, where each value is looked up once.

Of `present: company.name` and `one_of: {field: risk.rating, values: [high]}`, say, it writes

    def settle(case):
        case_0 = case.get('company') or NOTHING
        case_1 = case_0.get('name')
        case_2 = case.get('risk') or NOTHING
        case_3 = case_2.get('rating')
        return ((... OPEN[case_1[:3]] ... is_filled(case_1) ...), numbers_8.get(case_3, 0), )

and `tests/checks/golden/written.txt` has it whole. It comes from the checks alone: names of fields are quoted, all
else is bound to a name made here. No text of a checklist or of an export ever becomes code.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from kyccheck.asking.answer import Answer
from kyccheck.checks._openings import NUMBERED, OPENINGS
from kyccheck.records.documents import FILE_FIELDS, belies, may_belie, tell_by_type
from kyccheck.values.value import FILLED_OPENINGS, is_filled


class Sure(NamedTuple):
    """A question as an expression: above 0 it passes beyond doubt, below 0 it fails so, and at 0 only `ask` can tell.

    `answer` gives the answer to a number that is not 0. `never_fails` says that no number is negative, so that the
    expression itself may serve as a truth. `never` is one more expression: true where the question certainly does not
    pass, though the reason is not known yet; "" where that cannot be told.
    """

    code: str
    answer: Callable[[int], Answer]
    never_fails: bool = True
    never: str = ""

    @property
    def passes(self) -> str:
        """An expression that is true where the question passes beyond doubt."""
        return self.code if self.never_fails else f"({self.code} > 0)"


def passing(code: str, fine: Answer) -> Sure:
    """What is sure only to pass: where the code is true, the answer is `fine`. A `not` may be put before it."""
    return Sure(f"({code})", lambda _: fine)


class Writer:
    """A function on its way: the values it looks at, each looked up once, and the objects that it needs.

    `subject` is its argument: a case as it was read, or one member of a list. The writers of members share the objects
    of the writer of the whole.
    """

    def __init__(self, subject: str = "case", whole: "Writer | None" = None) -> None:
        self.subject = subject
        self.lines: list[str] = []
        self._whole = whole or self
        self._names: dict[str, str] = {}
        if whole is None:
            self.bound: dict[str, Any] = {
                "NOTHING": {},
                "FINE": FILLED_OPENINGS,
                "OPEN": OPENINGS,
                "NUMBERED": NUMBERED,
                "DIGITS": frozenset("0123456789"),
                "is_filled": is_filled,
                "told": _told,
            }
            self.functions: list[str] = []
            self.names = 0

    def bind(self, value: object, hint: str) -> str:
        """A name for an object."""
        name = f"{hint}_{len(self._whole.bound)}"
        self._whole.bound[name] = value
        return name

    def name(self) -> str:
        """A name for a variable of an expression."""
        self._whole.names += 1
        return f"x{self._whole.names}"

    def value(self, path: str) -> str:
        """The variable that holds the value at a path of mappings (`odb.package.plan`); None where nothing stands."""
        name = self._names.get(path)
        if name is None:
            outer, _, last = path.rpartition(".")
            holder = self._mapping(outer) if outer else self.subject
            name = self._variable(path, f"{holder}.get({last!r})")
        return name

    def _mapping(self, path: str) -> str:
        """The variable that holds the mapping at a path; an empty one where nothing stands."""
        key = f"{path}."
        if key not in self._names:
            outer, _, last = path.rpartition(".")
            holder = self._mapping(outer) if outer else self.subject
            self._variable(key, f"{holder}.get({last!r}) or NOTHING")
        return self._names[key]

    def _variable(self, key: str, code: str) -> str:
        name = self._names[key] = f"{self.subject}_{len(self._names)}"
        self.lines.append(f"{name} = {code}")
        return name

    def filled(self, path: str) -> str:
        """An expression: whether text that says something stands at a path."""
        return filled(self.value(path))

    def members(self, path: str) -> str:
        """The variable that holds a list of the case, to be looped over with `loop`; documents by what they are."""
        if path != "documents":
            return self.value(path)
        if "documents " not in self._names:
            self._variable("documents ", f"told({self.value('documents')})")
        return self._names["documents "]

    def member(self, path: str) -> "Writer":
        """A writer for the members of a list; of documents it knows the kind already."""
        writer = Writer("member", self._whole)
        if path == "documents":
            writer._names["kind"] = "kind"
        return writer

    def loop(self, path: str, body: list[str], parameters: tuple[str, ...] = (), then: str = "found") -> str:
        """A call of a function that asks each member of a list, with these variables of the case as well.

        `body` is what it does with each; `found` is False before.
        """
        each = ["for member in members:"]
        if path == "documents":
            each = ["for kind, papers in members.items():", "    for member in papers:"]
        kept = "dict" if path == "documents" else "list"
        indent = "    " * len(each)
        return self.function(
            [
                f"if type(members) is not {kept}:",
                "    return 0",
                "found = False",
                *each,
                *(indent + line for line in body),
                f"return {then}",
            ],
            ("members", *parameters),
            (self.members(path), *parameters),
        )

    def function(self, lines: list[str], parameters: tuple[str, ...], arguments: tuple[str, ...]) -> str:
        """A call of a function of its own, with these lines."""
        functions = self._whole.functions
        name = f"part_{len(functions)}"
        functions.append("\n    ".join((f"def {name}({', '.join(parameters)}):", *lines)))
        return f"{name}({', '.join(arguments)})"

    def written(self, expressions: list[str]) -> Callable[[dict[str, Any]], tuple[int, ...]]:
        """The function: of a case as it was read, the number that each expression gives."""
        exec(compile(self.source(expressions), "<written by kyccheck>", "exec"), self.bound)  # noqa: S102 - see the module
        settle: Callable[[dict[str, Any]], tuple[int, ...]] = self.bound["settle"]
        return settle

    def source(self, expressions: list[str]) -> str:
        """What is compiled: the parts, and the function that calls them."""
        body = [*self.lines, f"return ({''.join(f'{code}, ' for code in expressions)})"]
        function = "\n    ".join((f"def settle({self.subject}):", *body))
        return "\n\n".join((*self.functions, function))


def filled(variable: str) -> str:
    """An expression: whether a variable holds text that says something."""
    return f"(type({variable}) is str and ({variable}[:2] in FINE or OPEN[{variable}[:3]] or is_filled({variable})))"


def _told(documents: Any) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """The documents of a case as it was read, by what they are; none at all where one of them leaves a doubt."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    if type(documents) is not list:
        return found
    names = []
    for document in documents:
        kind = tell_by_type(document.get("type"), document.get("subtype"))
        if kind is None or "archived" in document:
            return {}
        name = document.get("name")
        if type(name) is str and (name[:2] in FILLED_OPENINGS or OPENINGS[name[:3]] or is_filled(name)):
            names.append(name)
        elif name is not None or not document.keys().isdisjoint(FILE_FIELDS):
            return {}
        if kind in found:
            found[kind].append(document)
        else:
            found[kind] = [document]
    return {} if may_belie("\n".join(names)) and any(belies(name) for name in names) else found
