"""Pass when two sources say the same under a form (`kyccheck kinds` lists the forms).

    aligned: {form: company_name, left: odb.company_name, right: company.name}

    aligned:
      form: company_name
      left: company.name
      right:
        in: documents
        where: {one_of: {field: kind, values: [br, ci, licence]}}
        fields: holder
      aliases: company.aliases
      registered: company.legal_name

A side is a field; fields of the members of a list (`in`, `where`), all of which must align (`match: any`: one of which
must; `match: kind`: all documents of one kind, such as every BR); or with `join` the parts of one value. A document
without the fields stands aside where one of another kind has them. Several fields on both sides are compared in pairs,
and at least one pair must be there to compare; of a pair of which one side is blank the other must be too, and a region
beside a country that aligns, whose counterpart no export carries, must be no other country. `aliases`
are other names of the customer, `registered` is a second name that must align too and makes a first one that differs a
matter of judgement. Blank on one side fails, absent is unknown, and blank against blank is never aligned, unless
`optional` says that there may be nothing on either side: then "None", "N/A" or "-" in place of a list is an empty one.
`where_shown` compares only where both sides show a value, and says so where they do not: for a further proof beside
others; an item that rests on it alone is refused. `authority` names the side that rules, for whoever reads the report.
"""

from typing import Final, Literal

from kyccheck import registry
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled
from kyccheck.checks._comparing import Comparing
from kyccheck.checks._sides import Side
from kyccheck.checks._value_pair import Terms
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError

_FORMS: Final = "kyccheck.forms"


@dataclass(frozen=True, slots=True)
class Check:
    """`form`: how values are compared; `left`, `right`: where they are; see the module for the rest."""

    form: tuple[str, ...]
    left: Side
    right: Side
    match: Literal["every", "any", "kind"] = "every"
    aliases: str = ""
    registered: str = ""
    countries: str = ""
    optional: bool = False
    where_shown: bool = False
    authority: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        names = tuple(path for path in (self.aliases, self.registered, self.countries) if path)
        return (*self.left.reads(), *names, *self.right.reads())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: what helps two sides to be the same, and parts of a joined one.

        All of them where only what both sides show is compared.
        """
        if self.where_shown:
            return self.reads()
        parts = (path for side in (self.left, self.right) if side.join for path in side.reads())
        return (*(path for path in (self.aliases, self.registered, self.countries) if path), *parts)

    def is_idle(self) -> bool:
        """Whether it may pass where nothing is there."""
        return self.where_shown

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        comparing = self.comparing(context)
        return Compiled(comparing.ask, comparing.surely)

    def comparing(self, context: Context) -> Comparing:
        """The comparison by itself: it can also tell each pair that it compares."""
        if context.section:
            raise RefusedError("aligned compares parts of a whole case, and cannot stand inside a list")
        for form in self.form:
            if form not in registry.words(_FORMS):
                raise RefusedError(f"unknown form {form!r}; {registry.allowed(form, registry.words(_FORMS))}")
        if self.left.reads() == self.right.reads() and not (self.left.where or self.right.where):
            raise RefusedError(f"aligned compares {self.left.reads()[0]!r} with itself, so nothing would be asked")
        left, right = self.left.compile(context), self.right.compile(context)
        if self.where_shown and len(left.looks) > 1:
            raise RefusedError("aligned with where_shown compares one field; ask for each by itself")
        aliases, registered, countries = (
            context.look(path) if path else None for path in (self.aliases, self.registered, self.countries)
        )
        forms = _forms_of(self.form, len(left.looks), len(right.looks))
        terms = Terms(
            match=self.match,
            aliases=aliases,
            registered=registered,
            countries=countries,
            optional=self.optional,
            where_shown=self.where_shown,
            authority=self.authority,
            each=len(self.form) > 1,
            date_order=context.date_order,
        )
        return Comparing(left, right, forms, terms)


def _forms_of(forms: tuple[str, ...], left: int, right: int) -> tuple[str, ...]:
    """The form of each pair. Raises RefusedError where the sides, or the forms, are not as many."""
    if left != right:
        raise RefusedError(
            f"aligned has {left} fields on the left and {right} on the right: they are compared in pairs"
        )
    if len(forms) not in (1, left):
        raise RefusedError(f"aligned has {len(forms)} forms for {left} pairs of fields")
    return forms if len(forms) == left else forms * left
