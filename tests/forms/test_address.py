import pytest

from kyccheck.forms import Context
from kyccheck.forms.address import compare

BASE = "Flat/Rm 1402, 14/F, Lantern House, 27 Finch Street, Wan Chai, Hong Kong"

PAIRS = [
    ("aligned", BASE, "Room 1402, 14th Floor, Lantern House, 27 Finch St., Wan Chai, HK", ""),
    ("aligned", BASE, "27 Finch Street\nRoom 1402, Level 14\nLantern House\nWan Chai\nHong Kong", ""),
    ("aligned", "P.O. Box 7310, Dubai, U.A.E.", "PO Box 7310, Dubai - United Arab Emirates", ""),
    ("aligned", "9 Moor Lane, Leeds LS1 4AP", "9 Moor Ln, Leeds, LS14AP", ""),
    ("aligned", "12 Elm Dr, Dayton, OH 45402", "12 Elm Drive, Dayton, Ohio 45402", ""),
    ("aligned", "Lindenstr. 4, 10969 Berlin", "Lindenstraße 4, Berlin 10969", ""),
    ("aligned", "香港灣仔燈籠街27號14樓", "香港湾仔灯笼街27号14楼", ""),
    ("aligned", "3 Anson Way #05-12, Singapore 079904", "3 Anson Way, #05-12, Singapore 079904", ""),
    ("review", BASE, "Lantern House, 27 Finch Street, Wan Chai, Hong Kong", "only one side names the unit"),
    ("review", BASE, BASE + ", China", "only one side says china"),
    ("review", BASE, BASE.replace("Lantern", "Lantren"), "spelling differs"),
    ("review", BASE, "Same as registered address", "another address"),
    ("review", "Same as above", "Same as above", "placeholder"),
    ("review", BASE, "香港灣仔燈籠街27號14樓", "another script"),
    ("review", "5 Elm Street, 8 Oak Road", "8 Elm Street, 5 Oak Road", "another order"),
    ("review", "Rooms 1301-1302, 9 Moor Lane", "Room 1301-02, 9 Moor Lane", "unit differs"),
    (
        "review",
        "27 Finch Road, Wan Chai",
        "27 Finch Road, Hong Kong",
        "one side only says wan chai, the other only Hong Kong",
    ),
    ("review", "1 Moor Street, London", "1 Moor St, UK", "one side only says london, the other only United Kingdom"),
    ("review", "1 Moor Street, Leeds, LS1 4AP", "1 Moor St, UK", "only one side names the postcode"),
    ("review", "27 Finch Road, Wan Chai", "27 Finch Road, 999077, Hong Kong", "wan chai"),
    ("review", "27 Finch Road Wan Chai", "27 Finch Road, Hong Kong", "wan chai"),
    ("review", "Lantern House, 27 Finch Road", "27 Finch Road, Hong Kong", "lantern house"),
    ("review", "14/F, 27 Finch Road, Wan Chai", "27 Finch Road, Hong Kong", "only one side names the floor"),
    ("misaligned", "27 Finch Road, Wan Chai", "29 Finch Road, Hong Kong", "number differs"),
    ("misaligned", "27 Finch Road, Wan Chai", "27 Heron Road, Hong Kong", "words differ"),
    ("misaligned", "27 Finch Road, Wan Chai", "27 Finch Road, North Point", "words differ"),
    ("misaligned", "27 Finch Road, Singapore", "27 Finch Road, Hong Kong", "words differ"),
    ("misaligned", "27 Finch Road, Wan Chai, China", "27 Finch Road, Singapore", "words differ"),
    ("misaligned", "27 Finch Road, London", "27 Finch Road, Hong Kong", "words differ"),
    ("misaligned", "27 Finch Road East", "27 Finch Road, Hong Kong", "words differ"),
    ("misaligned", "27 Finch Road, Heron Road", "27 Finch Road, Hong Kong", "words differ"),
    ("misaligned", "27 Finch Road, 5 Wan Chai", "27 Finch Road, Hong Kong", "words differ"),
    ("misaligned", "Finch Road, Wan Chai", "Finch Road, Hong Kong", "words differ"),
    ("misaligned", BASE, BASE.replace("14/F", "15/F"), "floor differs: 14 / 15"),
    ("misaligned", BASE, BASE.replace("1402", "1403"), "unit differs: 1402 / 1403"),
    ("misaligned", BASE, BASE.replace("27 ", "29 "), "number differs: 27 / 29"),
    ("misaligned", BASE, BASE.replace("Finch", "Heron"), "words differ"),
    ("misaligned", "Block A, Moor Lane", "Block B, Moor Lane", "block differs"),
    ("misaligned", "9 Moor Lane, Leeds LS1 4AP", "9 Moor Lane, Leeds LS1 4AQ", "postcode differs"),
    ("misaligned", "香港灣仔燈籠街27號14樓", "香港灣仔燈籠街27號十五樓", "floor differs: 14 / 15"),
]


@pytest.mark.parametrize(("verdict", "left", "right", "why"), PAIRS)
def test_address(verdict: str, left: str, right: str, why: str) -> None:
    answer = compare(left, right, Context())
    assert answer.verdict == verdict
    assert why in answer.why
    assert compare(right, left, Context()).verdict == verdict
