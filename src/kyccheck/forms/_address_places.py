"""Places that two addresses add to the same street and number: a district or town, and the country."""

from __future__ import annotations

from collections import Counter
from typing import Final

from kyccheck.forms._address_differ import listed
from kyccheck.forms._address_kinds import without_kinds
from kyccheck.forms._address_read import Address
from kyccheck.forms._address_states import NATIONS, countries_of
from kyccheck.forms._address_words import COMPASS, STREETS
from kyccheck.forms._answers import say
from kyccheck.forms._countries import name_of

_TELL_STREETS_APART: Final = frozenset(
    (*COMPASS, *COMPASS.values(), "ne", "nw", "se", "sw", "central", "upper", "lower", "middle", "new", "old")
)
_SHORTEST_POSTCODE: Final = 4
_BY_COUNTRY: Final = (
    "GB:london,manchester,birmingham,leeds,liverpool,edinburgh,glasgow FR:paris,lyon,marseille IE:dublin "
    "DE:berlin,munich,hamburg,frankfurt,cologne ES:madrid,barcelona IT:rome,milan NL:amsterdam,rotterdam "
    "BE:brussels CH:zurich,geneva AT:vienna SE:stockholm DK:copenhagen NO:oslo FI:helsinki PL:warsaw "
    "PT:lisbon GR:athens TR:istanbul,ankara RU:moscow EG:cairo ZA:johannesburg,cape_town AE:dubai,abu_dhabi "
    "SA:riyadh,jeddah QA:doha IN:mumbai,delhi,new_delhi,bangalore,bengaluru,chennai,hyderabad,kolkata,pune "
    "CN:beijing,shanghai,shenzhen,guangzhou,hangzhou,chengdu TW:taipei,kaohsiung JP:tokyo,osaka,yokohama "
    "KR:seoul,busan TH:bangkok VN:hanoi,ho_chi_minh_city PH:manila,makati,quezon_city,cebu "
    "ID:jakarta,surabaya MY:kuala_lumpur,penang,johor_bahru AU:sydney,melbourne,brisbane,perth "
    "NZ:auckland,wellington US:new_york,los_angeles,chicago,houston,san_francisco,seattle,boston "
    "CA:toronto,vancouver,montreal MX:mexico_city BR:sao_paulo,rio_de_janeiro"
)
_CITIES: Final = {city.replace("_", " "): part[:2] for part in _BY_COUNTRY.split() for city in part[3:].split(",")}
"""Towns whose country needs no map: another country beside them is another place."""


def added(a: Address, here: Counter[str], b: Address, there: Counter[str]) -> str:
    """What each address adds, where one adds only the country and the other only places that may be in it; else "".

    `here` and `there` are the words that only one of them has. Street and number are the same then, and each only
    leaves out what the other says. Words for kinds of places (Province) say nothing by themselves.
    """
    whole = listed(here.elements()), listed(there.elements())
    here, there = without_kinds(a, here, b), without_kinds(b, there, a)
    if not here or not there:
        return f"one side only says {whole[0]}, the other only {whole[1]}"
    if not any(any(map(str.isdigit, word)) for word in (Counter(a.words) - here)):
        return ""
    one, other = _lines(a, here), _lines(b, there)
    for country, places in ((one, other), (other, one)):
        codes = countries_of(", ".join(country)) if country else frozenset()
        if codes and places is not None and all(_may_lie_in(place, codes) for place in _without_whole(country, places)):
            said = f"says {say(', '.join(places))}" if places else "adds a postcode"
            return f"one side only {said}, the other only {_named(codes, country)}"
    return ""


def _without_whole(country: list[str] | None, places: list[str]) -> list[str]:
    """Places without the country that a nation is part of: beside England, the United Kingdom is no other place."""
    if not country or country[0] not in NATIONS:
        return places
    return [place for place in places if place in NATIONS or countries_of(place) != countries_of(country[0])]


def _may_lie_in(place: str, codes: frozenset[str]) -> bool:
    return not countries_of(place) and _CITIES.get(place, next(iter(codes))) in codes


def _named(codes: frozenset[str], country: list[str] | None) -> str:
    if country and country[0] in NATIONS:
        return country[0].title()
    return name_of(next(iter(codes))) if len(codes) == 1 or not country else country[0].upper()


def _lines(address: Address, extra: Counter[str]) -> list[str] | None:
    """The extra words of an address as places: each a line of its own, or behind a street. None if they are no places.

    A postcode of digits is left out: the other side names none.
    """
    left, found = extra.copy(), list[str]()
    for line in address.lines:
        words: list[str] = []
        for word in reversed(line):
            if not left[word]:
                break
            left[word] -= 1
            words.insert(0, word)
        rest = line[: len(line) - len(words)]
        if rest and words and (rest[-1] not in STREETS or _TELL_STREETS_APART.intersection(words)):
            return None
        places = [word for word in words if not (word.isdigit() and len(word) >= _SHORTEST_POSTCODE)]
        if STREETS.intersection(places[1:]) or any(any(map(str.isdigit, word)) for word in places):
            return None
        found += [" ".join(places)] if places else []
    return None if +left else found
