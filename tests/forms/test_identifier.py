import pytest

from kyccheck.forms import Context
from kyccheck.forms._check_digits import failed
from kyccheck.forms.identifier import compare

PAIRS = [
    ("aligned", "64471822", "6447-1822", None),
    ("aligned", 64471822.0, "64471822", None),
    ("aligned", "sc 447182", "SC447182", "GB"),
    ("aligned", "Registration No: 64471822", "64471822", "HK"),
    ("aligned", "64471822", "64471822-000-03-26-7", "HK"),
    ("aligned", "64471822", "6447182200003267", "HK"),
    ("aligned", "64471822", "64471822-000", "HK"),
    ("aligned", "64471822", "64471822–000", "HK"),
    ("aligned", "64471822", "64471822/000", "HK"),
    ("aligned", "64471822", "64471822–000–03–26–7", "HK"),
    ("review", "64471822", "64471822/001", "HK"),
    ("review", "64471822", "64471822-000", None),
    ("review", "64471822", "64471822/000", "nowhere"),
    ("review", "64471822-000", "64471822-000-03-26-7", None),
    ("review", "64471822-000", "64471822-001", None),
    ("misaligned", "64471823", "64471822-000", None),
    ("misaligned", "64471822", "64471822/000", "SG"),
    ("aligned", "64471822-000", "64471822-000-03-26-7", "HK"),
    ("aligned", "64471822-001", "64471822-001-03-26-7", "HK"),
    ("aligned", "商業登記號碼：64471822", "64471822", "HK"),
    ("aligned", "商業登記證號碼 64471822", "64471822", "HK"),
    ("aligned", "統一編號：00501503", "00501503", "TW"),
    ("aligned", "6.4471822E+07", "64471822", "HK"),
    ("aligned", "64,471,822", "64471822", "HK"),
    ("aligned", "2023/12345", "Reg No: 2023/12345", "ZA"),
    ("review", "BR 64471822", "CR No. 2810123", "HK"),
    ("misaligned", "BR 64471822", "BRN 64471828", "HK"),
    ("review", "6.447E+07", "64470000", "HK"),
    ("review", "64471822, 12345679", "6447182212345679", "HK"),
    ("review", "64471822; 12345679", "64471822 12345679", "HK"),
    ("review", "2023/12345", "20231/2345", "ZA"),
    ("review", "1/2/345", "12/345", "ZA"),
    ("review", "64471822-000", "64471822-001-03-26-7", "HK"),
    ("review", "201901000005 (1312525-A)", "201901000005", "MY"),
    ("review", "64471822 / 12345679", "64471822", "HK"),
    ("review", "64471822 (dissolved)", "64471822", "HK"),
    ("aligned", "HRB 12345", "HRB12345", "DE"),
    ("aligned", "BR 64471822", "BR64471822", "HK"),
    ("aligned", "BR No. 64471822", "BRN 64471822", "HK"),
    ("review", "CR 64471822", "BR 64471822", "HK"),
    ("review", "HRB 12345", "12345", "DE"),
    ("review", "B.R. No. 64471822", "64471822", "HK"),
    ("aligned", "B.R. No. 64471822", "BR 64471822", "HK"),
    ("review", "BR-64471822", "64471822", "HK"),
    ("aligned", "B.R. No. 64471822-000-03-26-7", "64471822", "HK"),
    ("review", "C.R. No. 64471822-000-03-26-7", "64471822", "HK"),
    ("review", "CR 64471822-000", "64471822-000-03-26-7", "HK"),
    ("review", "B.R. No. 64471822-000-03-26-7", "64471822-000-03-26-8", "HK"),
    ("aligned", "統編：00501503", "00501503", "TW"),
    ("review", "Co. Reg. No. 196800306E", "196800306E", "SG"),
    ("review", "UEN-196800306E", "196800306E", "SG"),
    ("review", "SIREN 644 718 229", "644718229", "FR"),
    ("review", "CNPJ nº 64.471.822/0001-95", "64471822000195", "BR"),
    ("review", "사업자등록번호 644-71-82229", "6447182229", "KR"),
    ("review", "法人番号 6447182229001", "6447182229001", "JP"),
    ("review", "Registered in England No. 06447182", "06447182", "GB"),
    ("review", "Trade License CN-6447182", "CN-6447182", "AE"),
    ("review", "CN-6447182", "6447182", "AE"),
    ("review", "Amtsgericht Köln HRB 64471", "HRB 64471", "DE"),
    ("review", "HRB Nr. 64471", "HRB 64471", "DE"),
    ("misaligned", "Amtsgericht Köln HRA 64471", "HRB 64471", "DE"),
    ("misaligned", "Amtsgericht Köln HRB 64471", "Amtsgericht Ulm HRB 64471", "DE"),
    ("misaligned", "Amtsgericht Köln HRB 64471", "HRB 4471", "DE"),
    ("misaligned", "SIREN 644 718 229", "644718220", "FR"),
    ("misaligned", "SIREN 1644 718 229", "644718229", "FR"),
    ("misaligned", "Form 2 64471822", "64471822", "HK"),
    ("misaligned", "A6447182", "B6447182", "ES"),
    ("misaligned", "NI447182", "SC447182", "GB"),
    ("review", "CIN: U12345MH2010PTC123456", "U12345MH2010PTC123456", "IN"),
    ("review", "DE123456789", "123456789", "DE"),
    ("misaligned", "SC447182", "447182", "GB"),
    ("misaligned", "64471822", "64471822-000", "TH"),
    ("review", "64471822-000-03-25-1", "64471822-000-03-26-7", "HK"),
    ("review", "64471822", "64471822-001-03-26-7", "HK"),
    ("review", "BR 64471822", "64471822", "HK"),
    ("review", "00447182", "447182", None),
    ("review", "SC44718O", "SC447180", "GB"),
    ("review", "6.45E+07", "6.45E+07", None),
    ("review", "n/a", "n/a", None),
    ("misaligned", "64471822", "64471282", "HK"),
    ("misaligned", "6447182²", "64471822", "HK"),
    ("misaligned", "6447182 ²", "64471822", "HK"),
    ("aligned", "٦٤٤٧١٨٢٢", "64471822", "AE"),
    ("misaligned", "64471822", "6447182200003267", "TH"),
    ("misaligned", "64471822", "64471823-000-03-26-7", "HK"),
]


@pytest.mark.parametrize(("verdict", "left", "right", "country"), PAIRS)
def test_identifier(verdict: str, left: object, right: object, country: str | None) -> None:
    context = Context(countries=(country, country))
    assert compare(left, right, context).verdict == verdict
    assert compare(right, left, context).verdict == verdict


def test_a_country_that_one_side_names_is_that_of_both() -> None:
    assert compare("64471822", "64471822-000", Context(countries=("HK", None))).verdict == "aligned"
    assert compare("64471822", "64471822-000", Context(countries=(None, "Hong Kong"))).verdict == "aligned"
    assert compare("64471822", "64471822-000", Context(countries=("TH", None))).verdict == "misaligned"


def test_the_reason_names_the_certificate() -> None:
    answer = compare("64471822", "64471822-000-03-26-7", Context())
    assert answer.why == "64471822 are the first 8 digits of the certificate number"


CHECKED = [
    ("196800306E", "SG"),
    ("00192200M", "SG"),
    ("T01FC6132D", "SG"),
    ("5493001KJTIIGC8Y1R12", None),
    ("91350100M000100Y43", "CN"),
    ("GB980780684", "GB"),
    ("0994000617721", "TH"),
    ("013000666091000", "ID"),
    ("00501503", "TW"),
    ("83914571673", "AU"),
    ("004085616", "AU"),
]


@pytest.mark.parametrize(("number", "country"), CHECKED)
def test_a_wrong_check_digit_is_for_a_person_and_a_right_one_proves_nothing(number: str, country: str | None) -> None:
    context = Context(countries=(country, country))
    digits = [place for place, character in enumerate(number) if character.isdigit()]
    changed = (number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :] for at in digits)
    wrong = next(other for other in changed if failed(other, country))
    assert not failed(number, country)
    assert compare(number, number, context).verdict == "aligned"
    assert compare(wrong, wrong, context).verdict == "review"
    assert compare(number, wrong, context).verdict == "misaligned"
