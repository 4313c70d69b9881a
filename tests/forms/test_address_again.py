import pytest

from kyccheck.forms import Context
from kyccheck.forms.address import compare

POSTCODES = [
    ("review", "9 Moor St, Albany, NY 10118", "9 Moor St, Albany, NY 10118-0110", "number differs: 10118 / 10118-0110"),
    ("review", "1-1-2 Moor, Tokyo 100-0004", "1-1-2 Moor, Tokyo 1000004", "may be the same in other spellings"),
    ("review", "Av. Moor, 9, Olinda, 01310-100", "Av. Moor, 9, Olinda, 01310100", "number differs"),
    ("review", "Av. Moor, 9, Olinda, 01310 100", "Av. Moor, 9, Olinda, 01310100", "split differently"),
    ("review", "ul. Moor 5, 00-590 Elk, Poland", "ul. Moor 5, 00590 Elk, Poland", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118", "9 Moor St, Albany, NY 10119-0110", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118-0111", "9 Moor St, Albany, NY 10118-0110", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118", "9 Heron St, Albany, NY 10118-0110", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118", "8 Moor St, Albany, NY 10118-0110", "number differs"),
    ("misaligned", "Av. Moor, 9, Olinda, 01310-100", "Av. Moor, 9, Olinda, 01310200", "number differs"),
]

UNITS = [
    ("aligned", "Flat 5F, Moor Court, 9 Finch Road", "Unit 5F, Moor Court, 9 Finch Road", ""),
    ("aligned", "Flat/Rm 5F, Moor Court", "Room 5-F, Moor Court", ""),
    ("aligned", "Flat A 5F, Moor Court", "Flat A, 5/F, Moor Court", ""),
    ("aligned", "Office 5F, Moor Court", "Office, 5/F, Moor Court", ""),
    ("review", "Flat 5F, Moor Court", "5F, Moor Court", "only one side names the unit (5f)"),
    ("review", "Flat 5F, Moor Court", "Flat F, 5/F, Moor Court", "unit differs: 5f / f"),
    ("review", "Flat 12A, Moor Court", "Flat A, 12/F, Moor Court", "unit differs: 12a / a"),
    ("review", "Moor Court, #26-01", "Moor Court, Level 26 Unit 01", "unit differs: 26-1 / 1"),
    ("review", "Moor Court, #26-01", "Moor Court, #2601", "unit differs: 26-1 / 2601"),
    ("review", "Unit 1502, 15/F, Moor Court", "Unit 02, 15/F, Moor Court", "unit differs: 1502 / 2"),
    ("misaligned", "Flat 5F, Moor Court", "Flat F, 6/F, Moor Court", "unit differs"),
    ("misaligned", "Flat 5F, Moor Court", "Unit 5G, Moor Court", "unit differs"),
    ("misaligned", "Flat 5F, Moor Court", "Unit 6F, Moor Court", "unit differs"),
    ("misaligned", "Flat 5F, Tower 2, Moor Court", "Flat F, 5/F, Tower 1, Moor Court", "tower differs"),
    ("misaligned", "Flat 12A, Moor Court", "Flat B, 12/F, Moor Court", "unit differs"),
    ("misaligned", "Flat 12A, Moor Court", "Flat A, 11/F, Moor Court", "unit differs"),
    ("misaligned", "Flat 12A, Moor Court", "Flat A, 12/F, Finch Court", "unit differs"),
    ("misaligned", "Moor Court, #26-01", "Moor Court, Level 1 Unit 26", "unit differs"),
    ("misaligned", "Moor Court, #26-01", "Moor Court, Level 26 Unit 02", "unit differs"),
    ("misaligned", "Unit 1502, 15/F, Moor Court", "Unit 3, 15/F, Moor Court", "unit differs"),
    ("misaligned", "Unit 1502, 15/F, Moor Court", "Unit 2, 14/F, Moor Court", "floor differs"),
    ("misaligned", "Unit 125, Moor Court", "Unit 5, 12/F, Moor Court", "unit differs"),
]

TOWNS = [
    (
        "review",
        "17 Moor Rd, Bangalore 560001, India",
        "17 Moor Road, Bengaluru 560 001, India",
        "bangalore / bengaluru",
    ),
    ("review", "17 Moor Rd Bombay Maharashtra", "17 Moor Road, Mumbai, Maharashtra", "bombay / mumbai"),
    ("review", "Moorstr. 8, 80802 München, Germany", "Moorstr. 8, 80802 Munich, Germany", "munchen / munich"),
    ("review", "Via Moor 12, 20121 Milano (MI), Italia", "Via Moor 12, 20121 Milan, Italy", "only one side says mi"),
    ("review", "Moor 5, 2511 Den Haag", "Moor 5, 2511 The Hague", "may be the same"),
    ("review", "Moor 5, Ho Chi Minh City, Vietnam", "Moor 5, HCMC, Vietnam", "may be the same"),
    ("review", "Moor 5, Quận 1, TP. Hồ Chí Minh", "Moor 5, Quận 1, Thành phố Hồ Chí Minh", "may be the same"),
    ("review", "Moor 5, Ho Chi Minh City, Vietnam", "Moor 5, Saigon, Vietnam", "may be the same"),
    ("review", "Moor 5, Jakarta Pusat", "Moor 5, Central Jakarta", "may be the same"),
    ("review", "Rua Moor, 5, São Paulo - SP", "Rua Moor, 5, Sao Paulo, Sao Paulo", "may be the same"),
    ("review", "Moor 9, Makati, Metro Manila", "Moor 9, Makati, NCR", "may be the same"),
    ("misaligned", "17 Moor Road, Bangalore", "71 Moor Road, Bengaluru", "number differs"),
    ("misaligned", "17 Moor Road, Bangalore", "17 Finch Road, Bengaluru", "words differ"),
    ("misaligned", "17 Moor Road, Bangalore", "17 Moor Road, Mysore", "words differ"),
    ("misaligned", "Unit 5, 17 Moor Road, Bangalore", "Unit 6, 17 Moor Road, Bengaluru", "unit differs"),
    ("misaligned", "5 Canton Road, Kowloon", "5 Guangzhou Road, Kowloon", "words differ"),
    ("misaligned", "Moor 5, Jakarta Pusat", "Moor 5, South Jakarta", "words differ"),
    ("misaligned", "Moor 9, Makati, Metro Manila", "Moor 9, Pasig, NCR", "words differ"),
    ("misaligned", "Rua Moor, 5, Rio de Janeiro - RJ", "Rua Moor, 5, São Paulo - SP", "words differ"),
]

SPELLINGS = [
    ("review", "Lot 5, Jalan SS 15/4, Subang", "Lot 5, Jln SS15/4, Subang, Selangor", "only one side says selangor"),
    ("review", "12 bis, rue Moor, Paris", "12bis rue Moor, Paris", "may be the same"),
    ("review", "9 Moor-ro, Finch-gu, Seoul", "9 Mooro, Moorro, Finchgu, Seoul", "only one side says mooro"),
    ("review", "Moor House, Tortola, VG1110", "Moor House, Tortola VG 1110", "may be the same"),
    ("review", "9 Rama 1 Road, Bangkok", "9 Rama I Road, Bangkok", "may be the same"),
    ("review", "Phase I, Moor Court", "Phase 1, Moor Court", "phase differs"),
    ("review", "Jl. Moor 5, RT.5/RW.3, Senayan", "Jalan Moor 5, RT 005 RW 003, Senayan", "may be the same"),
    ("misaligned", "Lot 5, Jalan SS 15/4, Subang", "Lot 5, Jln SS15/5, Subang", "number differs"),
    ("misaligned", "Lot 5, Jalan SS 15/4, Subang", "Lot 5, Jln PJ15/4, Subang", "number differs"),
    ("misaligned", "Lot 5, Jalan SS 15/4, Subang", "Lot 5, Jln SS1 5/4, Subang", "number differs"),
    ("misaligned", "12 bis, rue Moor, Paris", "12ter rue Moor, Paris", "number differs"),
    ("misaligned", "12 bis, rue Moor, Paris", "14bis rue Moor, Paris", "number differs"),
    ("misaligned", "1 21 Moor Street", "12 1 Moor Street", "number differs"),
    ("misaligned", "12 1st Street", "121st Street", "number differs"),
    ("misaligned", "9 Rama 4 Road, Bangkok", "9 Rama I Road, Bangkok", "words differ"),
    ("misaligned", "Phase I, Moor Court", "Phase 2, Moor Court", "phase differs"),
    ("misaligned", "Flat I, Moor Court", "Flat 1, Moor Court", "unit differs"),
    ("misaligned", "Moor 5, RT.5/RW.3, Senayan", "Moor 5, RT 005 RW 004, Senayan", "number differs"),
]


@pytest.mark.parametrize(("verdict", "left", "right", "why"), POSTCODES + UNITS + TOWNS + SPELLINGS)
def test_a_second_look(verdict: str, left: str, right: str, why: str) -> None:
    answer = compare(left, right, Context())
    assert answer.verdict == verdict
    assert why in answer.why
    assert compare(right, left, Context()).verdict == verdict
