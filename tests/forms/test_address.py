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
    ("aligned", "100 Main St, Columbus OH 43215", "100 Main St, Columbus, OH 43215", ""),
    ("aligned", "1 Raffles Place, Singapore 048616", "1 Raffles Place Singapore 048616", ""),
    (
        "aligned",
        "10 Anson Road, #10-11 Quay Plaza, Singapore 079903",
        "10 Anson Rd #10-11 Quay Plaza Singapore 079903",
        "",
    ),
    ("aligned", "5 MG Road, Bengaluru, Karnataka 560001, India", "5 MG Road, Bengaluru Karnataka 560001, India", ""),
    ("review", "Bahnhofstr. 10, 86150 Augsburg", "Bahnhofstr. 86150, 10 Augsburg", "another order"),
    ("aligned", "1 Quay, Belfast BT1 2LA, NI", "1 Quay, Belfast BT1 2LA, Northern Ireland", ""),
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

TWICE = "Shop 1, G/F and Shop 2, 1/F, 9 Moor Lane"
ORDER = [
    ("aligned", TWICE, "9 Moor Ln, Shop 1, Ground Floor and Shop 2, 1/F", "order of lines"),
    ("review", TWICE, "Shop 1, 1/F and Shop 2, G/F, 9 Moor Lane", "another order"),
    ("review", "Unit 5, Tower 1 and Unit 8, Tower 2", "Unit 8, Tower 1 and Unit 5, Tower 2", "another order"),
    ("review", "Unit 2, Room 5, 9 Moor Lane", "Unit 5, Room 2, 9 Moor Lane", "another order"),
    ("review", "Flat A, Room 5, 9 Moor Lane", "Room A, Flat 5, 9 Moor Lane", "named otherwise"),
    ("aligned", "Flat A, Room 5, 9 Moor Lane", "FLAT A, RM 5, 9 Moor Ln", ""),
    ("review", "Calle Mayor, 5, 3, 2, Madrid", "Calle Mayor, 3, 5, 2, Madrid", "another order"),
    ("review", "12, Soi 5, 7, Bangkok", "7, Soi 5, 12, Bangkok", "another order"),
    ("review", "Heron Road, 12, Moor Road", "12, Heron Road, Moor Road", "another order"),
    ("review", "12/3 Le Loi", "12, 3 Le Loi", "parted otherwise"),
    ("review", "Km 12.5 Jalan Ipoh", "Km 12 5 Jalan Ipoh", "parted otherwise"),
    ("review", "5/10 Moor Lane", "Unit 5, 10 Moor Lane", "named otherwise"),
    ("aligned", "9, Moor Lane, Leeds", "9 Moor Ln, Leeds", ""),
    ("aligned", "No 12 Jalan Satu 50400 Ipoh", "No. 12, Jln Satu, 50400 Ipoh", ""),
    ("review", "5 Phố Hàng Bạc, Hà Nội", "5 Phố Hàng Bác, Hà Nội", "accents differ: bạc / bác"),
    ("aligned", "5 Phố Hàng Bạc, Hà Nội", "5 Pho Hang Bac, Ha Noi", ""),
    ("review", "600 E St NW, Dover", "600 East St NW, Dover", "abbreviated"),
    ("review", "1 N Street", "1 North Street", "abbreviated"),
    ("aligned", "100 N Main St", "100 North Main Street", ""),
]

NUMBERS = [
    ("review", "Units 5 & 8, 3/F", "Units 5-8, 3/F", "unit differs"),
    ("review", "Flat 3 and 7", "Flat 3-7", "unit differs"),
    ("review", "Unit A & C, 9 Moor Lane", "Unit A-C, 9 Moor Lane", "unit differs"),
    ("aligned", "Units 1101 & 1102, 9 Moor Lane", "Units 1101-1102, 9 Moor Lane", ""),
    ("aligned", "Units 1101 and 1102, 9 Moor Lane", "Units 1101 & 1102, 9 Moor Ln", ""),
    ("aligned", "Units 1201 - 1203, 9 Moor Lane", "Units 1201-1203, 9 Moor Ln", ""),
    ("misaligned", "Unit 5 - 9 Moor Lane", "Unit 5-9 Moor Lane", "unit differs"),
    ("review", "2-3/F, 9 Moor Lane", "2/F-3/F, 9 Moor Lane", "floor differs"),
    ("misaligned", "2-3/F, 9 Moor Lane", "2/F-4/F, 9 Moor Lane", "floor differs"),
    ("aligned", "3 Anson Way, Singapore 079904", "3 Anson Way, S(079904)", ""),
    ("aligned", "Unit 12A, 9 Moor Lane", "Unit 12-A, 9 Moor Lane", ""),
    ("aligned", "9 Bay St, Toronto, ON M5J 2J5", "9 Bay Street, Toronto, Ontario M5J2J5", ""),
    ("misaligned", "9 Bay St, Toronto, ON M5J 2J5", "9 Bay Street, Toronto, Ontario M5J2J6", "postcode"),
    ("aligned", "Dam 9, 1012 AB Amsterdam", "Dam 9, 1012AB Amsterdam", ""),
    ("aligned", "5000 NE Moor Lane", "5000 Northeast Moor Ln", ""),
    ("aligned", "信義路5段7號", "信義路五段7號", ""),
    ("aligned", "皇后大道中二十號", "皇后大道中20號", ""),
    ("misaligned", "皇后大道中二十號", "皇后大道中2號", "number differs: 20 / 2"),
    ("aligned", "香港觀塘道388號十二樓", "香港觀塘道388號12樓", ""),
    ("aligned", "東京都千代田区丸の内1-1-2", "東京都千代田区丸の内一丁目1番2号", ""),
    ("review", "中環皇后大道中2號", "香港中環皇后大道中2號", "words differ"),
    ("review", "香港九龍觀塘道388號", "香港觀塘道388號", "spelling differs"),
    ("review", "東京都千代田区丸の内1-1-1", "〒100-0005 東京都千代田区丸の内1-1-1", "words differ"),
    ("misaligned", "香港中環皇后大道中2號", "中環皇后大道中3號", "number differs: 2 / 3"),
    ("aligned", "123 ถ.สุขุมวิท กรุงเทพ", "123 ถนนสุขุมวิท กรุงเทพ", ""),
]

WORDS = [
    ("review", "9 Moor Rd. C., Leeds", "9 Moor Road Central, Leeds", "abbreviated"),
    ("review", "5 Moor Avenue", "5 Moor Avenue South", "only one side says south"),
    ("review", "9 Moor Road, Wanchai", "9 Moor Road, Wan Chai", "words differ"),
    ("review", "9 Moor Road, Tsimshatsui", "9 Moor Road, Tsim Sha Tsui", "words differ"),
    ("aligned", "12 bd Heron, 75009 Paris", "12 boulevard Heron, 75009 Paris", ""),
    ("aligned", "C/ Mayor 5, Madrid", "Calle Mayor 5, Madrid", ""),
    ("review", "C/o Moor, 5 Finch Road", "Moor, 5 Finch Road", "only one side says"),
    ("aligned", "Av. Paulista 5", "Avenida Paulista 5", ""),
    ("aligned", "350 5th Ave, Albany", "350 Fifth Avenue, Albany", ""),
    ("aligned", "9 Rama IV Road", "9 Rama 4 Road", ""),
    ("misaligned", "9 Rama IV Road", "9 Rama VI Road", "number differs"),
    ("aligned", "Jl. Jend. Sudirman Kav. 52", "Jalan Jenderal Sudirman Kavling 52", ""),
    ("review", "9 Moor Grove, Leeds", "9 Moor Gr, Leeds", "spelling differs: grove / gr"),
    ("review", "Platz der Moore 1", "Pl. der Moore 1", "spelling differs"),
]

COUNTRIES = [
    ("aligned", "9 Moor Rd, Wellington, NZ", "9 Moor Road, Wellington, New Zealand", ""),
    ("aligned", "9 Moor Rd, Singapore 049909, SG", "9 Moor Road, Singapore 049909, Singapore", ""),
    ("aligned", "9 Moor Rd, Riyadh, KSA", "9 Moor Road, Riyadh, Kingdom of Saudi Arabia", ""),
    ("aligned", "9 Moor Rd, Hanoi, Viet Nam", "9 Moor Road, Hanoi, Vietnam", ""),
    ("aligned", "9 Moor Rd, London, GB", "9 Moor Road, London, Great Britain", ""),
    ("aligned", "Am Weg 5, Berlin, Deutschland", "Am Weg 5, Berlin, Germany", ""),
    ("aligned", "9 Moor Rd, Seoul, South Korea", "9 Moor Road, Seoul, Republic of Korea", ""),
    ("review", "9 Moor Rd, Berlin, DE", "9 Moor Road, Berlin, Germany", "may name one country"),
    ("review", "9 Moor Rd, Atlanta, GA", "9 Moor Road, Atlanta, Georgia", ""),
    ("misaligned", "9 Moor Rd, Springfield, IL", "9 Moor Road, Springfield, MA", "words differ"),
    ("misaligned", "9 Moor Rd, Seoul, North Korea", "9 Moor Road, Seoul, South Korea", "words differ"),
    ("aligned", "9 Moor Rd, Dallas, TX, USA", "9 Moor Road, Dallas, Texas, United States", ""),
    ("aligned", "9 Moor Rd, Fresno, California, 93650", "9 Moor Road, Fresno, CA 93650", ""),
    ("aligned", "9 Moor Rd, Fresno, California 93650-1234", "9 Moor Road, Fresno, CA 93650-1234", ""),
    ("aligned", "9 Moor Rd, San Juan, PR 00901", "9 Moor Road, San Juan, Puerto Rico 00901", ""),
    ("aligned", "9 Moor Rd, Sydney, New South Wales 2000", "9 Moor Road, Sydney, NSW 2000", ""),
    ("review", "9 Moor Rd, Washington, USA", "9 Moor Road, WA, USA", "the other only WA"),
    ("review", "9 Moor Rd, Dallas, TX 75201", "9 Moor Road, Dallas, TX, USA", "adds a postcode"),
    ("review", "9 Moor Rd, San Francisco", "9 Moor Road, CA", "the other only CA"),
    ("misaligned", "9 Moor Rd, London", "9 Moor Road, CA", "words differ"),
]


@pytest.mark.parametrize(("verdict", "left", "right", "why"), PAIRS + ORDER + NUMBERS + WORDS + COUNTRIES)
def test_address(verdict: str, left: str, right: str, why: str) -> None:
    answer = compare(left, right, Context())
    assert answer.verdict == verdict
    assert why in answer.why
    assert compare(right, left, Context()).verdict == verdict
