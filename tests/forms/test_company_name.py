import pytest

from kyccheck.forms import Context
from kyccheck.forms._company_read import read
from kyccheck.forms._legal_forms import ENDS, joined_ends, joined_starts
from kyccheck.forms.company_name import compare

SAME = [
    ("Harbour Lantern Limited", "HARBOUR LANTERN LTD."),
    ("Harbour Lantern Company Limited", "Harbour Lantern Co., Ltd"),
    ("Lotus Wharf Pte. Ltd.", "LOTUS WHARF PTE LTD"),
    ("Lotus Wharf Private Limited", "Lotus Wharf Pte. Ltd."),
    ("Lotus Wharf Private Limited", "Lotus Wharf (P) Ltd"),
    ("Golden Dune Trading L.L.C", "Golden Dune Trading LLC"),
    ("Golden Dune L.L.C-FZ", "Golden Dune LLC FZ"),
    ("Golden Dune D.M.C.C", "GOLDEN DUNE DMCC"),
    ("Siam Kite Public Company Limited", "Siam Kite PCL"),
    ("Siam Kite Public Company Limited", "SIAM KITE PLC."),
    ("บริษัท ว่าวสยาม จำกัด", "บจก. ว่าวสยาม"),
    ("บริษัท ว่าวสยาม จำกัด (มหาชน)", "บมจ.ว่าวสยาม"),
    ("บริษัท ว่าวสยาม2020 จำกัด", "บริษัท ว่าวสยาม 2020 จำกัด"),
    ("PT Cahaya Rimba Tbk", "Cahaya Rimba Tbk PT"),
    ("P.T. Cahaya Rimba (Persero), Tbk.", "PT Cahaya Rimba (Persero) Tbk"),
    ("Bukit Kelapa Sdn. Bhd.", "Bukit Kelapa Sendirian Berhad"),
    ("Northmoor & Finch PLC", "Northmoor and Finch Public Limited Company"),
    ("The Northmoor Company", "Northmoor Co."),
    ("Northmoor Company (The)", "Northmoor Company"),
    ("Ｎｏｒｔｈｍｏｏｒ　Ｌｉｍｉｔｅｄ", "Northmoor Limited"),
    ("Café Zürich S.A.", "Cafe Zurich SA"),
    ("Công ty TNHH Hưng Thịnh", "Cong ty TNHH Hung Thinh"),
    ("Công ty TNHH Thúy Hòa", "Công ty TNHH Thuý Hoà"),
    ("Công ty TNHH Đòan Kết", "Công ty TNHH Đoàn Kết"),
    ("Sacré Cœur SARL", "Sacré Coeur SARL"),
    ("KADIKÖY İNŞAAT A.Ş.", "Kadıköy İnşaat A.Ş."),
    ("O'Hara’s Mill Inc.", "OHaras Mill, Incorporated"),
    ("J. P. Finch (Asia) Ltd", "J.P. Finch Asia Limited"),
    ("Rheinwerk Gesellschaft mit beschränkter Haftung", "Rheinwerk G.m.b.H."),
    ("ООО «Северный мост»", "Северный мост ООО"),
    ("شركة النخيل ش.ذ.م.م", "شركة النخيل ش ذ م م"),
    ("港燈籠（國際）有限公司", "港灯笼(国际)有限公司"),
    ("遠洋遊艇製造有限公司", "远洋游艇制造有限公司"),
    ("台灣燈籠有限公司", "臺灣燈籠有限公司"),
    ("洛陽欒川鉬業集團", "洛阳栾川钼业集团"),
    ("嗶哩燈籠", "哔哩灯笼"),
    ("棲霞建設", "栖霞建设"),
    ("衞記綫路有限公司", "卫记线路有限公司"),
    ("蘭蔻化粧品有限公司", "兰蔻化妆品有限公司"),
    ("岳記貿易有限公司", "岳记贸易有限公司"),
    ("嶽記貿易有限公司", "岳记贸易有限公司"),
    ("葉氏有限公司", "叶氏有限公司"),
    ("株式会社青空", "青空株式会社"),
    ("㈱青空", "株式会社青空"),
    ("青空(株)", "青空株式会社"),
    ("（有）青空", "有限会社青空"),
    ("(同)青空", "合同会社青空"),
    ("㈜푸른등대", "주식회사 푸른등대"),
    ("(유) 푸른등대", "유한회사 푸른등대"),
    ("Công ty TNHH Đèn Xanh", "Công ty Trách nhiệm hữu hạn Đèn Xanh"),
    ("Công ty Cổ phần Đèn Xanh", "Công ty CP Đèn Xanh"),
    ("Kite Works CC", "Kite Works Close Corporation"),
    ("Kite Works P/L", "Kite Works Pty Ltd"),
    ("Golden Dune FZC", "Golden Dune Free Zone Company"),
    ("Golden Dune FZ-LLC", "Golden Dune FZLLC"),
    ("Phare Bleu Incorporée", "Phare Bleu Inc."),
    ("Siam Kite Ltd., Part.", "Siam Kite Limited Partnership"),
    ("Siam Kite Pub Co., Ltd.", "Siam Kite PCL"),
    ("Farol Azul Ltda", "Farol Azul Sociedade Limitada"),
    ("Farol Azul Lda.", "Farol Azul, Limitada"),
    ("Goleudy Cyf", "Goleudy Cyfyngedig"),
    ("Rheinwerk GmbH & Co. KG", "Rheinwerk GmbH & Co. Kommanditgesellschaft"),
    ("Rheinwerk GmbH & Co. KG", "Rheinwerk GmbH + Co. KG"),
    ("Rheinwerk GmbH & Co. KG", "Rheinwerk GmbH und Co. KG"),
    ("Latarnia S.A.", "Latarnia Spółka Akcyjna"),
    ("Fener A.Ş.", "Fener Anonim Şirketi"),
    ("Faro Azul S.L.", "Faro Azul Sociedad de Responsabilidad Limitada"),
    ("Lotus Wharf (OPC) Private Limited", "Lotus Wharf OPC Pvt Ltd"),
    ("Co Lab Limited", "CO LAB LTD."),
    ("J.P. Finch & Sons, Inc.", "J P Finch and Sons, Inc"),
    ("บริษัท น้ำใส จำกัด", "บริษัท นํ้าใส จำกัด"),
    ("Northmoor™ Limited", "Northmoor Limited"),
    ("Lantern 24 / 7 Limited", "Lantern 24/7 Ltd"),
    ("Lantern 24–7 Limited", "Lantern 24-7 Ltd"),
    ("Area 5½ Limited", "Area 5 1/2 Ltd"),
    ("7-Lantern Limited", "7 Lantern Limited"),
    ("Lantern 5 (2020) Limited", "Lantern 5 2020 Limited"),
    ("A＊ Lantern Limited", "A* Lantern Ltd"),
    ("Northmoor & Finch PLC", "Northmoor &amp; Finch PLC"),
    ("Café O'Hara Limited", "Caf&eacute; O&#39;Hara Ltd."),
    ("Golden Dune Trading Est.", "Golden Dune Trading Establishment"),
    ("Golden Dune L.L.C - S.P", "Golden Dune LLC SP"),
    ("Golden Dune LLC SPC", "Golden Dune L.L.C. S.P.C"),
    ("Rheinwerk e.K.", "Rheinwerk e. K."),
    ("Faro Azul S.L.U.", "Faro Azul Sociedad Limitada Unipersonal"),
    ("Faro Azul, S.A.B. de C.V.", "Faro Azul, Sociedad Anónima Bursátil de Capital Variable"),
    ("港燈籠(股)公司", "港燈籠股份有限公司"),
    ("บ.ว่าวสยาม จก.", "บริษัท ว่าวสยาม จำกัด"),
    ("Golden Dune L L C", "Golden Dune LLC"),
    ("North\u200bmoor\u00a0Limited", "Northmoor  Limited"),
]

TO_A_PERSON = [
    ("Harbour Lantern Limited", "Harbour Lantern Pte. Ltd.", "legal form differs: Limited / Pte. Ltd."),
    ("Harbour Lantern Limited", "Harbour Lantern", "only one side names a legal form"),
    ("Lotus Wharf Pte Ltd", "Lotus Wharf Pvt Ltd", "legal form differs"),
    ("Golden Dune FZ-LLC", "Golden Dune LLC-FZ", "legal form differs"),
    ("One Person Company L.L.C", "LLC OPC", ""),
    ("Limited", "Ltd", "nothing but a legal form"),
    ("港燈籠有限公司", "Harbour Lantern Limited", "another script"),
    ("Harbour Lantern Limited 港燈籠有限公司", "港燈籠有限公司", "two names"),
    ("HarbourLantern Limited", "Harbour Lantern Limited", "other spacing"),
    ("Lantern Harbour Limited", "Harbour Lantern Limited", "another order"),
    ("HK Lantern Limited", "Hong Kong Lantern Limited", "abbreviated"),
    ("Harbour Lantern Limited Class H", "Harbour Lantern Limited", "after the legal form"),
    ("Harbour Lantern Ltd t/a Kiteworks", "Harbour Lantern Ltd", "after the legal form"),
    ("Kiteworks (formerly Harbour Lantern Ltd)", "Harbour Lantern Ltd", "two names"),
    ("A+ Lantern Limited", "A Lantern Limited", ""),
    ("Harbor Lantern Limited", "Harbour Lantern Limited", "spelling differs: harbor / harbour"),
    ("Harbour Lantern Limitd", "Harbour Lantern Limited", ""),
    ("Rheinwerk Aktiengeselschaft", "Rheinwerk AG", "misspelt"),
    ("Nоrthmoor Limited", "Northmoor Limited", "another alphabet"),
    ("N0rthmoor Limited", "Northmoor Limited", "look like letters"),
    ("Công ty TNHH Hưng Thịnh", "Công ty TNHH Hùng Thịnh", "accents differ: hưng / hùng"),
    ("Công ty TNHH Sơn Hà", "Công ty TNHH Son Hạ", "accents differ: sơn / son"),
    ("Møller Verft A/S", "Möller Verft A/S", "accents differ"),
    ("10² Ltd", "102 Ltd", "other spacing"),
    ("Area 5½ Ltd", "Area 51/2 Ltd", "other spacing"),
    ("Công ty TNHH Hoa Phát", "Công ty TNHH Hòa Phát", "accents differ: hoa / hòa"),
    ("Công ty TNHH Minh An", "Công ty TNHH Minh Ân", "accents differ: an / ân"),
    ("Công ty TNHH Thành Đạt", "Công ty TNHH Thanh Đạt", "accents differ: thành / thanh"),
    ("Compañía Ano S.L.", "Compañía Año S.L.", "accents differ: ano / año"),
    ("Công ty TNHH Thanh Thành", "Công ty TNHH Thành Thanh", "accents differ: thanh / thành"),
    ("Péle Müller GmbH", "Pelé Müller GmbH", "accents differ: péle / pelé"),
    ("Lotus P Limited", "Lotus Private Limited", "“P” may be short for private"),
    ("K P Limited", "K Pvt Ltd", "“P” may be short for private"),
    ("Co Lab Limited", "Company Lab Limited", "abbreviated"),
    ("Inc Media", "Incorporated Media", "abbreviated"),
    ("Latarnia Société Anonyme", "Latarnia Spółka Akcyjna", "legal form differs"),
    ("주식회사 주성등대", "주성등대", "only one side names a legal form"),
    ("朱紅貿易有限公司", "硃紅貿易有限公司", "often written for each other"),
    ("岳陽貿易有限公司", "嶽陽貿易有限公司", "often written for each other"),
    ("梁氏貿易有限公司", "樑氏貿易有限公司", "often written for each other"),
    ("于氏貿易有限公司", "於氏貿易有限公司", "often written for each other"),
    ("涂氏貿易有限公司", "塗氏貿易有限公司", "often written for each other"),
    ("困龍貿易有限公司", "睏龍貿易有限公司", "often written for each other"),
    ("恒丰貿易有限公司", "恒豐貿易有限公司", "often written for each other"),
    ("云龍貿易有限公司", "雲龍貿易有限公司", "often written for each other"),
    ("出雲貿易有限公司", "齣雲貿易有限公司", "often written for each other"),
    ("杆記貿易有限公司", "桿記貿易有限公司", "often written for each other"),
    ("划華貿易有限公司", "劃華貿易有限公司", "often written for each other"),
    ("伙記貿易有限公司", "夥記貿易有限公司", "often written for each other"),
    ("邨記貿易有限公司", "村記貿易有限公司", "often written for each other"),
    ("Lantern 24/7 Limited", "Lantern 24.7 Limited", "other signs between digits"),
    ("Lantern 24/7 Limited", "Lantern 24-7 Limited", "other signs between digits"),
    ("Lantern 24/7 Limited", "Lantern 24 7 Limited", "other signs between digits"),
    ("Studio 1.5 Limited", "Studio 1-5 Ltd", "other signs between digits"),
    ("Studio 1-2", "Studio 1 2", "other signs between digits"),
    ("A* Lantern Limited", "A Lantern Limited", "a star on one side"),
    ("Lantern A*", "Lantern A", "a star on one side"),
    ("Plan B V Limited", "Plan BV Limited", "other spacing"),
    ("Vision A G Sdn. Bhd.", "Vision AG Sdn. Bhd.", "other spacing"),
    ("Finch und Söhne GmbH", "Finch & Söhne GmbH", "abbreviated or small words"),
    ("Finch et Fils SARL", "Finch & Fils SARL", "abbreviated or small words"),
    ("Công ty TNHH Gạo và Muối", "Công ty TNHH Gạo & Muối", "abbreviated or small words"),
    ("Finch + Lark Limited", "Finch & Lark Ltd.", "abbreviated or small words"),
    ("N&F Limited", "NF Limited", "same letters but for “and”"),
    ("Caf&egrave; Lantern Limited", "Café Lantern Ltd.", "accents differ"),
    ("Golden Dune Trading Establishment", "Golden Dune Trading LLC", "legal form differs: EST / LLC"),
    ("Golden Dune L.L.C. S.P", "Golden Dune LLC", "legal form differs: LLC S.P / LLC"),
    ("Rheinwerk e.K.", "Rheinwerk", "only one side names a legal form"),
    ("Faro Azul S.L.U.", "Faro Azul S.L.", "legal form differs"),
    ("港燈籠(股)公司", "港燈籠有限公司", "legal form differs"),
    ("SAS Phare Bleu", "Phare Bleu S.A.S.", "SAS may be the legal form"),
    ("SAS Phare Bleu", "Phare Bleu", "SAS may be the legal form"),
    ("UAB „Mėlynas Švyturys“", "Mėlynas Švyturys, UAB", "UAB may be the legal form"),
    ("SA Phare Bleu", "Phare Bleu SA", "SA may be the legal form"),
    ("Bukit Kelapa (M) Sdn. Bhd.", "Bukit Kelapa (Malaysia) Sdn. Bhd.", "a country may be written in short"),
    ("Bukit Kelapa (S) Pte. Ltd.", "Bukit Kelapa (Singapore) Pte. Ltd.", "a country may be written in short"),
    ("Bukit Kelapa (S'pore) Pte. Ltd.", "Bukit Kelapa Singapore Pte. Ltd.", "abbreviated"),
    ("Bukit Kelapa (I) Pvt. Ltd.", "Bukit Kelapa (India) Pvt. Ltd.", "a country may be written in short"),
    ("Siam Kite (TH) Co., Ltd.", "Siam Kite (Thailand) Co., Ltd.", "a country may be written in short"),
    ("Siam Kite (PRC) Limited", "Siam Kite (China) Limited", "a country may be written in short"),
    ("Golden Dune Gen. Trading LLC", "Golden Dune General Trading LLC", "abbreviated"),
    ("Lotus Dev't & Const. Corp.", "Lotus Development & Construction Corporation", "abbreviated"),
    ("Cia. Farol Azul SA", "Companhia Farol Azul SA", "abbreviated"),
    ("廣州港燈籠有限公司", "广州市港灯笼有限公司", "市 or 省"),
    ("Lantern Ltd t/a Kiteworks", "Lantern Ltd trading as Kiteworks", "the same two names"),
    ("Lantern Ltd d/b/a Kiteworks", "Lantern Limited (t/a Kiteworks)", "the same two names"),
    ("Vision A G", "Vision A G Limited", "only one side names a legal form (Limited)"),
    ("บริษัท ว่าวสยาม", "บริษัท ว่าวสยาม จำกัด", "only one side names a legal form"),
    ("J P Finch Limited", "JP Finch Limited", "other spacing"),
    ("明德科技有限公司北京分公司", "明德科技有限公司", "北京分公司 stands after the legal form"),
    ("明德科技有限公司（已註銷）", "明德科技有限公司", "已註銷 stands after the legal form"),
    ("明德公司北京分公司", "明德公司", "北京分公司 stands after the legal form"),
    ("明德科技有限公司第2分公司", "明德科技有限公司", "after the legal form"),
    ("明德科技有限公司香港分行", "明德科技有限公司", "after the legal form"),
    ("寶田貿易有限公司", "寳田貿易有限公司", "often written for each other"),
    ("着色貿易有限公司", "著色貿易有限公司", "often written for each other"),
    ("龍田貿易有限公司", "竜田貿易有限公司", "often written for each other"),
    ("蕭記貿易有限公司", "肖记贸易有限公司", "often written for each other"),
    ("閻記貿易有限公司", "闫记贸易有限公司", "often written for each other"),
    ("匯星控股有限公司", "滙星控股有限公司", "often written for each other"),
    ("制星有限公司", "製星有限公司", "often written for each other"),
    ("شركة الأمل", "شركة الامل", "often written for each other"),
    ("燈籠", "燈籠科技有限公司", "short name"),
]

DIFFERENT = [
    ("Bank of Lantern (Hong Kong) Limited", "Bank of Lantern (Singapore) Limited"),
    ("Lantern Group Limited", "Lantern Limited"),
    ("Lantern 7 Limited", "Lantern 8 Limited"),
    ("Finch et Lark Limited", "Finch & Wren Limited"),
    ("Lantern E Limited", "Lantern & Limited"),
    ("Y Lantern Limited", "& Lantern Limited"),
    ("Lantern &notes; Limited", "Lantern ¬es Limited"),
    ("Lantern &lt; Limited", "Lantern lt Limited"),
    ("港燈籠控股公司", "港燈籠控(股)公司"),
    ("บริษัท ว่าวกระจก", "บริษัท ว่าวกระ จำกัด"),
    ("SAS Lantern Inc.", "Lantern Inc."),
    ("AB Lantern", "Lantern"),
    ("UAB Lantern", "Lanterna UAB"),
    ("Lantern (M) Sdn. Bhd.", "Lantern (Macau) Sdn. Bhd."),
    ("Lantern (M) Sdn. Bhd.", "Lantern (S) Sdn. Bhd."),
    ("Lantern (TW) Limited", "Lantern (Thailand) Limited"),
    ("Lantern (ROC) Limited", "Lantern (China) Limited"),
    ("Lantern (I) Limited", "Lantern (II) Limited"),
    ("Lantern (S) Pte. Ltd.", "Orchid (Singapore) Pte. Ltd."),
    ("廣州港燈籠有限公司", "深圳市港燈籠有限公司"),
    ("Lantern Ltd t/a Kiteworks", "Orchid Ltd trading as Kiteworks"),
    ("Lantern II Limited", "Lantern III Limited"),
    ("Vision V Limited", "Vision X Limited"),
    ("Northmoor Oil Company", "Northmoor Gas Company"),
    ("港燈籠控股有限公司", "港燈籠集團有限公司"),
    ("利基燈籠有限公司", "利記燈籠有限公司"),
    ("PT Lantern International Limited", "Lantern International Limited"),
    ("AB Lantern S.A.", "Lantern S.A."),
    ("주연등대", "(주)연등대"),
    ("한빛광주", "한빛광 주식회사"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_same_company_name(left: str, right: str) -> None:
    assert compare(left, right, Context()).verdict == "aligned"
    assert compare(right, left, Context()).verdict == "aligned"


@pytest.mark.parametrize(("left", "right", "why"), TO_A_PERSON)
def test_company_names_for_a_person(left: str, right: str, why: str) -> None:
    answer = compare(left, right, Context())
    assert answer.verdict == "review"
    assert why in answer.why
    assert compare(right, left, Context()).verdict == "review"


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_other_company_name(left: str, right: str) -> None:
    assert compare(left, right, Context()).verdict == "misaligned"
    assert compare(right, left, Context()).verdict == "misaligned"


def test_the_reason_says_what_was_written_out() -> None:
    assert compare("Harbour Lantern Limited", "Harbour Lantern Ltd.", Context()).why == "same after writing out Ltd."


def test_different_words_are_named() -> None:
    answer = compare("Northmoor Oil Company", "Northmoor Gas Company", Context())
    assert answer.why == "words differ: oil / gas"


@pytest.mark.parametrize("form", sorted({*ENDS.values(), *(form for _, form in joined_ends() + joined_starts())}))
def test_the_name_of_a_legal_form_is_read_as_that_form(form: str) -> None:
    name = read(f"Lantern 7 {form}")
    assert name.forms == (form,)
    assert read(name.normal) == read(read(name.normal).normal)


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ("港峰貿易有限公司 HARBOUR PEAK TRADING LIMITED", "aligned"), ("港峰贸易有限公司 (Harbour Peak Trading Ltd)", "aligned"),
        ("港峰貿易有限公司 / Harbour Peak Trading Limited", "aligned"), ("港峰貿易有限公司\nHarbour Peak Trading Limited", "aligned"),
        ("港豐貿易有限公司 Harbour Peak Trading Limited", "misaligned"), ("港峰貿易有限公司 Harbour Peak Logistics Limited", "misaligned"),
        ("港峰貿易有限公司 Harbour Peak Trading Limited (Macau)", "misaligned"), ("Harbour 港峰貿易有限公司 Peak Trading Limited", "misaligned"),
        ("港峰貿易有限公司", "review"),
    ],
)  # fmt: skip
def test_a_chinese_and_an_english_name_stand_in_either_order(other: str, verdict: str) -> None:
    for one, another in ((BOTH_SCRIPTS, other), (other, BOTH_SCRIPTS)):
        assert compare(one, another, Context()).verdict == verdict


BOTH_SCRIPTS = "Harbour Peak Trading Limited 港峰貿易有限公司"
