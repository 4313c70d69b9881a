"""What the labels of a form say together: one value for each field, and that there is one form."""

from __future__ import annotations

from kyccheck.records.fields import folded
from kyccheck.records.parted import BETWEEN, are_parts, further_of, part_of, whole_of
from kyccheck.sources._form import NUMBERS, Form, Site
from kyccheck.sources._form_further import kind_of
from kyccheck.sources._labels import heading, readings
from kyccheck.sources._table import members
from kyccheck.values.value import clean, is_blank


def settle(form: Form, served: set[str]) -> None:
    """Leave one value for each field of a form. `served` are labels that proved to be headings: they are no fields."""
    _take_further(form)
    for name, sites in [*form.found.items()]:
        labels = _laid_together(name, [site for site in sites if not _is_heading(site, name, sites, served)])
        said = {repr(clean(site.value) if isinstance(site.value, str) else site.value) for site in labels}
        if len(said) > 1:
            places = " and ".join(site.at for site in labels)
            message = f'"{labels[0].label[:60]}" stands there {len(labels)} times and says different things ({places})'
            form.problems.append((message, labels[0].at))
            if kind_of(name) == "list" or name == NUMBERS:  # of these, several values are one longer list
                form.lost.add(name)
            else:
                labels = [labels[0]._replace(value=[site.value for site in labels])]
        if labels and name not in form.lost:
            form.found[name] = labels
        else:
            del form.found[name]


def _take_further(form: Form) -> None:
    """Lay further labels of a field ("Plan 2") beside its own, or beside the first of them; blank ones say nothing."""
    for name, numbered in form.further.items():
        filled = [site for _, site in numbered if not is_blank(site.value)]
        if name not in form.found and not any(number == 1 for number, _ in numbered):
            form.ignored += [site.label for _, site in numbered]
        elif filled:
            form.found.setdefault(name, []).extend(filled)


def holds_several(form: Form) -> bool:
    """Whether a sheet names two deals, tickets or companies, each by a label of its own: nothing of it is taken then.

    It holds two forms: what the one leaves out would be told by the other. One whose id is blank is a form of its own
    where another label stands twice, too.
    """
    again = any(_stands_twice(sites) for sites in form.found.values())
    for section in dict.fromkeys(section for section, _, _ in form.named):
        named = {where: frozenset(members(value)) for own, value, where in form.named if own == section}
        if len({ids for ids in named.values() if ids or again}) > 1:
            said = f"names more than one {section}, each by a label of its own ({' and '.join(named)})"
            advice = "it seems to hold several forms, and none was read; put each into a sheet of its own"
            form.problems = [(f"the sheet {said}: {advice}", next(iter(named)))]
            form.lost |= {*form.found}
            for part in (form.found, form.named, form.numbers):
                part.clear()
            return True
    return False


def _stands_twice(sites: list[Site]) -> bool:
    labels = [folded(site.label) for site in sites if not site.alone]
    return len({*labels}) < len(labels)


def _is_heading(site: Site, name: str, sites: list[Site], served: set[str]) -> bool:
    if not site.alone or site.value is not None:
        return False
    return heading(site.label) in served or (name == NUMBERS and len(sites) > 1)


def _laid_together(name: str, sites: list[Site]) -> list[Site]:
    """The labels of a field; as one, where each says a part of it. What a table says is the whole."""
    kind = kind_of(name)
    in_table = any(isinstance(site.value, list) for site in sites)
    titles = [_numbered(site) for site in sites]
    is_list = kind == "list" and len(sites) > 1 and any(further_of(title)[1] for title in titles)
    if kind not in BETWEEN or in_table or not (are_parts(titles) or is_list):
        return sites
    parts = sorted(sites, key=lambda site: part_of(_numbered(site))[1])
    return [parts[0]._replace(value=whole_of(kind, [site.value for site in parts]))]


def _numbered(site: Site) -> str:
    """What a label says, with the number behind it if it has one in any of its languages."""
    said = readings(site.label)
    return next((reading for reading in said if part_of(reading)[1]), site.label)
