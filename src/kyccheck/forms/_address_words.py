"""Words of addresses: which short word is which long one. Facts of postal usage."""

from __future__ import annotations

from typing import Final

SAME: Final = {
    "street": "st",
    "saint": "st",
    "str": "strasse",
    "road": "rd",
    "avenue": "ave",
    "av": "ave",
    "boulevard": "blvd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "square": "sq",
    "terrace": "ter",
    "terr": "ter",
    "highway": "hwy",
    "parkway": "pkwy",
    "expressway": "expy",
    "crescent": "cres",
    "gardens": "gdns",
    "building": "bldg",
    "center": "centre",
    "ctr": "centre",
    "tower": "twr",
    "estate": "est",
    "industrial": "ind",
    "mount": "mt",
    "jalan": "jln",
    "jl": "jln",
    "lorong": "lor",
    "harbor": "harbour",
    "east": "e",
    "west": "w",
    "north": "n",
    "south": "s",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
    "hongkong": "hk",
    "prc": "china",
    "us": "usa",
    "kowloon": "kln",
    "thanon": "rd",
}
"""Written for each other: the same address. `street` and `saint` share `st`, so that `St James St` needs no guess."""

PHRASES: Final = (
    (("hong", "kong", "sar"), "hk"),
    (("hong", "kong"), "hk"),
    (("united", "arab", "emirates"), "uae"),
    (("united", "kingdom"), "uk"),
    (("united", "states", "of", "america"), "usa"),
    (("united", "states"), "usa"),
    (("peoples", "republic", "of", "china"), "china"),
)

LOOSE: Final = {
    "hse": "house",
    "nt": "new territories",
    "tst": "tsim sha tsui",
    "cwb": "causeway bay",
    "hki": "hk island",
    "ctl": "central",
    "comm": "commercial",
    "coml": "commercial",
    "mans": "mansions",
    "mansion": "mansions",
    "hts": "heights",
    "gdn": "gdns",
    "garden": "gdns",
    "indl": "ind",
    "bros": "brothers",
    "pk": "park",
    "bch": "beach",
    "vlg": "village",
    "bkk": "bangkok",
    "kl": "kuala lumpur",
    "ny": "new york",
    "intl": "international",
}
"""Likely written for each other: a person looks."""

SMALL: Final = frozenset({"in", "of", "the", "at", "near", "on", "and", "by", "off", "opp", "opposite", "city", "sar"})

_STATES: Final = (
    "alabama:al alaska:ak arizona:az arkansas:ar california:ca "
    "colorado:co connecticut:ct delaware:de florida:fl georgia:ga hawaii:hi idaho:id illinois:il indiana:in "
    "iowa:ia kansas:ks kentucky:ky louisiana:la maine:me maryland:md massachusetts:ma michigan:mi minnesota:mn "
    "mississippi:ms missouri:mo montana:mt nebraska:ne nevada:nv new_hampshire:nh new_jersey:nj new_mexico:nm "
    "new_york:ny north_carolina:nc north_dakota:nd ohio:oh oklahoma:ok oregon:or pennsylvania:pa rhode_island:ri "
    "south_carolina:sc south_dakota:sd tennessee:tn texas:tx utah:ut vermont:vt virginia:va washington:wa "
    "west_virginia:wv wisconsin:wi wyoming:wy district_of_columbia:dc new_south_wales:nsw victoria:vic "
    "queensland:qld south_australia:sa western_australia:wa tasmania:tas "
)
STATES: Final = {tuple(name.split("_")): code for name, code in (pair.split(":") for pair in _STATES.split())}
"""States that stand before a postcode: by name or by code."""

NUMBER_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
FLOORS: Final = {
    "ground": "g",
    "grd": "g",
    "upper ground": "ug",
    "lower ground": "lg",
    "mezzanine": "m",
    "mezz": "m",
    "basement": "b",
    "地": "g",
    "地下": "g",
}
