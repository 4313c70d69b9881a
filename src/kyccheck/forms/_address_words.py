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
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
    "avenida": "ave",
    "bd": "blvd",
    "plz": "plaza",
    "cl": "close",
    "cir": "circle",
    "trl": "trail",
    "apts": "apartments",
    "dept": "department",
    "jend": "jenderal",
    "kav": "kavling",
    "hongkong": "hk",
    "prc": "china",
    "us": "usa",
    "kowloon": "kln",
    "thanon": "rd",
}
"""Written for each other: the same address. `street` and `saint` share `st`, so that `St James St` needs no guess."""

COMPASS: Final = {"e": "east", "w": "west", "n": "north", "s": "south"}
"""Letters that are a compass word beside the name of a street, and a letter beside much else: Zone E, Avenue S."""

LETTERED: Final = frozenset(
    (
        *("area", "bay", "bldg", "blk", "block", "camp", "cluster", "dock"),
        *("door", "entrance", "exit", "gate", "hall", "hotel", "house", "level"),
        *("lot", "phase", "pier", "plot", "room", "row", "section", "sector"),
        *("site", "terminal", "twr", "unit", "villa", "wing", "zone"),
    )
)
"""What often goes by a letter: E Hall may be Hall E."""

PHRASES: Final = (
    (("hong", "kong", "sar"), "hk"),
    (("hong", "kong"), "hk"),
    (("united", "arab", "emirates"), "uae"),
    (("united", "kingdom"), "uk"),
    (("northern", "ireland"), "ni"),
    (("united", "states", "of", "america"), "usa"),
    (("united", "states"), "usa"),
    (("peoples", "republic", "of", "china"), "china"),
    (("wilayah", "persekutuan"), "wp"),
    (("selangor", "darul", "ehsan"), "selangor"),
    (("johor", "darul", "takzim"), "johor"),
    (("johor", "darul", "tazim"), "johor"),
    (("kedah", "darul", "aman"), "kedah"),
    (("kelantan", "darul", "naim"), "kelantan"),
    (("sembilan", "darul", "khusus"), "sembilan"),
    (("pahang", "darul", "makmur"), "pahang"),
    (("perak", "darul", "ridzuan"), "perak"),
    (("perlis", "indera", "kayangan"), "perlis"),
    (("terengganu", "darul", "iman"), "terengganu"),
)

LOOSE: Final = {
    "hse": "house",
    "nt": "new territories",
    "tst": "tsim sha tsui",
    "cwb": "causeway bay",
    "hki": "hk island",
    "c": "central",
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
    "east": "e",
    "west": "w",
    "north": "n",
    "south": "s",
}
"""Likely written for each other: a person looks."""

STREETS: Final = frozenset(
    {"st", "rd", "ave", "blvd", "dr", "ln", "ct", "pl", "sq", "ter", "hwy", "pkwy", "expy", "cres", "way", "strasse"}
)
"""Words with which the name of a street ends, as `SAME` has them."""

SMALL: Final = frozenset({"in", "of", "the", "at", "near", "on", "and", "by", "off", "opp", "opposite", "city", "sar"})

NUMBER_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
            *("nineteenth", "twentieth"),
        ),
        1,
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

ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Numerals of streets, floors and phases; "i" and "v" are letters more often."""
