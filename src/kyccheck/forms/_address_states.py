"""States and provinces of addresses, by name and by code, and whether a text may name one country or another."""

from __future__ import annotations

from typing import Final

from kyccheck.forms._countries import code_of

_WRITTEN: Final = {
    "US": (
        "alabama:al alaska:ak arizona:az arkansas:ar california:ca colorado:co connecticut:ct delaware:de florida:fl "
        "georgia:ga hawaii:hi idaho:id illinois:il indiana:in iowa:ia kansas:ks kentucky:ky louisiana:la maine:me "
        "maryland:md massachusetts:ma michigan:mi minnesota:mn mississippi:ms missouri:mo montana:mt nebraska:ne "
        "nevada:nv new_hampshire:nh new_jersey:nj new_mexico:nm new_york:ny north_carolina:nc north_dakota:nd ohio:oh "
        "oklahoma:ok oregon:or pennsylvania:pa rhode_island:ri south_carolina:sc south_dakota:sd tennessee:tn texas:tx "
        "utah:ut vermont:vt virginia:va washington:wa west_virginia:wv wisconsin:wi wyoming:wy "
        "district_of_columbia:dc puerto_rico:pr guam:gu american_samoa:as us_virgin_islands:vi "
        "northern_mariana_islands:mp"
    ),
    "AU": (
        "new_south_wales:nsw victoria:vic queensland:qld south_australia:sa western_australia:wa tasmania:tas "
        "northern_territory:nt australian_capital_territory:act"
    ),
    "CA": (
        "alberta:ab british_columbia:bc manitoba:mb new_brunswick:nb newfoundland:nl newfoundland_and_labrador:nl "
        "nova_scotia:ns northwest_territories:nt nunavut:nu ontario:on prince_edward_island:pe quebec:qc "
        "saskatchewan:sk yukon:yt"
    ),
}
Names = dict[tuple[str, ...], str]
STATES_OF: Final[dict[str, Names]] = {
    country: {tuple(name.split("_")): code for name, code in (pair.split(":") for pair in pairs.split())}
    for country, pairs in _WRITTEN.items()
}
"""The states of each country: their codes by the words of their names."""

STATE_CODES: Final = frozenset(code for names in STATES_OF.values() for code in names.values())

_TOWNS_TOO: Final = frozenset({("new", "york"), ("washington",)})
"""States that share their names with a town, so that only a postcode tells them."""

NATIONS: Final = frozenset({"england", "scotland", "wales"})
"""Parts of the United Kingdom that stand for it."""


def at_the_end(words: list[str], countries: frozenset[str], *, by_postcode: bool) -> list[str]:
    """Words with the state that they end with as a code, where it is one of those countries'."""
    for size in range(min(3, len(words)), 0, -1):
        name = tuple(words[-size:])
        code = next((STATES_OF[country][name] for country in sorted(countries) if name in STATES_OF[country]), "")
        if code and (by_postcode or name not in _TOWNS_TOO):
            return [*words[:-size], code]
    return words


def countries_of(text: str) -> frozenset[str]:
    """The countries that a text may name: CA is Canada, or California in the United States.

    NI is Northern Ireland, or Nicaragua; England is the United Kingdom.
    """
    states = {country for country, names in STATES_OF.items() if text in names.values()}
    if text == "ni" or text in NATIONS:
        states.add("GB")
    code = code_of(text)
    return frozenset(states | {code} if code else states)
