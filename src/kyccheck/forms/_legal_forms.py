"""Legal forms of companies, as classes: spellings of one class are the same form, two classes never are.

Spellings are written as `fold` leaves them, with `ltd`, `co`, `corp` and `inc` written out; the class is the word that
people read. Sources: the ISO 20275 list of entity legal forms (GLEIF, CC0) and the usage of company registers.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from kyccheck.forms._hanzi import simplify
from kyccheck.forms._letters import fold

WRITTEN_OUT: Final = {
    "ltd": "limited",
    "co": "company",
    "corp": "corporation",
    "inc": "incorporated",
    "coy": "company",
    "bhd": "berhad",
    "sdn": "sendirian",
    "cos": "companies",
}
"""Short words that mean one long word wherever they stand in a name."""

PRETTY: Final = {
    "ltd": "Ltd.",
    "co": "Co.",
    "corp": "Corp.",
    "inc": "Inc.",
    "bhd": "Bhd.",
    "sdn": "Sdn.",
    "pte": "Pte.",
}
"""How a short word is shown."""

_ENDS: Final = {
    "Limited": ("limited",),
    "Co. Ltd.": ("company limited",),
    "Corp. Ltd.": ("corporation limited",),
    "Pte. Ltd.": ("pte limited",),
    "Pvt. Ltd.": ("pvt limited", "p limited"),
    "Private Limited": ("private limited",),
    "Pte.": ("pte",),
    "Pty. Ltd.": ("pty limited", "proprietary limited"),
    "PLC": ("plc", "pcl", "public limited company", "public company limited", "public limited"),
    "LLC": ("llc", "limited liability company"),
    "LLC-FZ": ("llc fz",),
    "FZ-LLC": ("fz llc",),
    "FZCO": ("fzco", "fz company"),
    "FZC": ("fzc",),
    "FZE": ("fze", "free zone establishment"),
    "DMCC": ("dmcc",),
    "DWC-LLC": ("dwc llc",),
    "WLL": ("wll", "with limited liability"),
    "PJSC": ("pjsc", "public joint stock company"),
    "JSC": ("jsc", "joint stock company"),
    "OJSC": ("ojsc", "open joint stock company"),
    "CJSC": ("cjsc", "closed joint stock company"),
    "PrJSC": ("prjsc", "private joint stock company"),
    "KSC": ("ksc",),
    "KSCC": ("kscc",),
    "QSC": ("qsc",),
    "QPSC": ("qpsc",),
    "BSC": ("bsc",),
    "SAOG": ("saog",),
    "SAOC": ("saoc",),
    "EST": ("est",),
    "OPC": ("opc", "one person company"),
    "Sole Proprietorship": ("sole proprietorship",),
    "SPC": ("spc", "single person company"),
    "Inc.": ("incorporated",),
    "Corp.": ("corporation",),
    "Co.": ("company",),
    "LLP": ("llp", "limited liability partnership"),
    "LP": ("lp", "limited partnership"),
    "LLLP": ("lllp", "limited liability limited partnership"),
    "PLLC": ("pllc", "professional limited liability company"),
    "ULC": ("ulc", "unlimited liability company"),
    "Unlimited": ("unlimited",),
    "DAC": ("dac", "designated activity company"),
    "CLG": ("clg", "company limited by guarantee"),
    "CIC": ("cic", "community interest company"),
    "NA": ("na", "national association"),
    "Sdn. Bhd.": ("sendirian berhad",),
    "Bhd.": ("berhad",),
    "PT": ("pt", "perseroan terbatas"),
    "CV": ("cv", "commanditaire vennootschap"),
    "Tbk": ("tbk", "terbuka"),
    "Persero": ("persero",),
    "GmbH": ("gmbh", "gesellschaft mit beschrankter haftung", "ges mbh", "gesmbh"),
    "gGmbH": ("ggmbh",),
    "mbH": ("mbh",),
    "GmbH & Co. KG": ("gmbh and company kg",),
    "AG & Co. KG": ("ag and company kg",),
    "AG": ("ag", "aktiengesellschaft"),
    "KG": ("kg", "kommanditgesellschaft"),
    "KGaA": ("kgaa", "kommanditgesellschaft auf aktien"),
    "OHG": ("ohg", "offene handelsgesellschaft"),
    "UG": ("ug", "ug haftungsbeschrankt", "unternehmergesellschaft haftungsbeschrankt", "unternehmergesellschaft"),
    "eV": ("ev", "eingetragener verein"),
    "eG": ("eg", "eingetragene genossenschaft"),
    "SE": ("se", "societas europaea"),
    "BV": ("bv", "besloten vennootschap"),
    "NV": ("nv", "naamloze vennootschap"),
    "SA": ("sa", "societe anonyme", "sociedad anonima", "sociedade anonima"),
    "SAS": ("sas", "societe par actions simplifiee"),
    "SASU": ("sasu",),
    "SARL": ("sarl", "sa rl", "societe a responsabilite limitee"),
    "EURL": ("eurl",),
    "SNC": ("snc", "societe en nom collectif"),
    "SCA": ("sca", "societe en commandite par actions"),
    "SCS": ("scs",),
    "SCSp": ("scsp",),
    "SRL": (
        *("srl", "societa a responsabilita limitata", "sociedad de responsabilidad limitada"),
        *("societatea cu raspundere limitata", "societate cu raspundere limitata"),
    ),
    "SpA": ("spa", "societa per azioni"),
    "SL": ("sl", "sociedad limitada"),
    "SLU": ("slu",),
    "SAU": ("sau",),
    "SA de CV": ("sa de cv", "sociedad anonima de capital variable"),
    "SAB de CV": ("sab de cv",),
    "SAPI de CV": ("sapi de cv",),
    "S de RL de CV": ("s de rl de cv",),
    "S de RL": ("s de rl",),
    "Ltda": ("ltda", "limitada"),
    "Lda": ("lda",),
    "EIRELI": ("eireli",),
    "AB": ("ab", "aktiebolag"),
    "Abp": ("abp",),
    "A/S": ("a s", "aktieselskab"),
    "AS": ("as", "aksjeselskap"),
    "ASA": ("asa", "allmennaksjeselskap"),
    "ApS": ("aps", "anpartsselskab"),
    "Oy": ("oy", "osakeyhtio"),
    "Oyj": ("oyj", "julkinen osakeyhtio"),
    "Oy Ab": ("oy ab",),
    "OU": ("ou",),
    "SIA": ("sia",),
    "UAB": ("uab",),
    "Sp zoo": ("sp z oo", "sp zoo", "spzoo", "spolka z ograniczona odpowiedzialnoscia"),
    "Spółka Akcyjna": ("spolka akcyjna",),
    "sro": ("sro", "spol sro", "spolecnost s rucenim omezenym"),
    "doo": ("doo",),
    "dd": ("dd",),
    "ad": ("ad",),
    "EAD": ("ead",),
    "OOD": ("ood",),
    "EOOD": ("eood",),
    "Kft": ("kft", "korlatolt felelossegu tarsasag"),
    "Zrt": ("zrt",),
    "Nyrt": ("nyrt",),
    "AE": ("ae",),
    "KK": ("kk", "kabushiki kaisha"),
    "GK": ("gk", "godo kaisha"),
    "YK": ("yk", "yugen kaisha"),
    "Ltée": ("ltee", "limitee"),
    "Anonim Şirketi": ("anonim sirketi",),
    "Ltd. Şti.": ("limited sti", "limited sirketi"),
    "OOO": ("ooo",),
    "OAO": ("oao",),
    "ZAO": ("zao",),
    "PAO": ("pao",),
    "ООО": ("ооо", "общество с ограниченной ответственностью"),
    "ОАО": ("оао", "открытое акционерное общество"),
    "ЗАО": ("зао", "закрытое акционерное общество"),
    "ПАО": ("пао", "публичное акционерное общество"),
    "АО": ("ао", "акционерное общество"),
    "ТОО": ("тоо", "товарищество с ограниченной ответственностью"),
    "ТОВ": ("тов", "товариство з обмеженою відповідальністю"),
    "ش.ذ.م.م": ("ش.ذ.م.م", "شركة ذات مسؤولية محدودة"),
    "ذ.م.م": ("ذ.م.م", "ذات مسؤولية محدودة"),
    "ش.م.ع": ("ش.م.ع", "شركة مساهمة عامة"),
    "ش.م.خ": ("ش.م.خ", "شركة مساهمة خاصة"),
    "ش.م.ك": ("ش.م.ك",),
    "ش.م.ب": ("ش.م.ب",),
    "ش.م.ق": ("ش.م.ق",),
    "ش.م.م": ("ش.م.م",),
    "م.م.ح": ("م.م.ح", "مؤسسة منطقة حرة"),
    "ش.م.ح": ("ش.م.ح", "شركة منطقة حرة"),
}

ENDS: Final = {tuple(fold(word).split()): form for form, words in _ENDS.items() for word in words}
LONGEST: Final = max(map(len, ENDS))

_AT_START: Final = (
    *("PT", "CV", "OOO", "OAO", "ZAO", "PAO", "ООО", "ОАО", "ЗАО", "ПАО", "АО", "ТОО", "ТОВ", "SRL", "SARL"),
    *("LLC", "JSC", "PJSC", "OJSC", "CJSC"),
)
STARTS: Final = {
    words: form for words, form in ENDS.items() if form in _AT_START and (len(words) > 1 or form not in _AT_START[-5:])
}
"""Forms that may open a name. Short words that also open ordinary names (AB, SA, AG, LLC) are not among them."""

WITH_START: Final = frozenset({"Tbk", "Persero"})
"""Forms that may close a name which another form opens."""

_JOINED_ENDS: Final = {
    "股份有限公司": ("股份有限公司",),
    "有限責任公司": ("有限責任公司",),
    "有限公司": ("有限公司",),
    "有限合夥": ("有限合夥", "有限合夥企業"),
    "公司": ("公司",),
    "株式会社": ("株式会社", "株式會社"),
    "合同会社": ("合同会社",),
    "有限会社": ("有限会社",),
    "주식회사": ("주식회사", "(주)"),
    "ห้างหุ้นส่วนจำกัด": ("ห้างหุ้นส่วนจำกัด",),
    "จำกัด (มหาชน)": ("จำกัด (มหาชน)",),
    "จำกัด": ("จำกัด",),
}


def _key(text: str) -> str:
    return simplify(fold(text))


@cache
def joined_ends() -> list[tuple[str, str]]:
    """Endings of names that are written without spaces, the longest first, each with its form."""
    pairs = ((_key(word), form) for form, words in _JOINED_ENDS.items() for word in words)
    return sorted(pairs, key=lambda pair: -len(pair[0]))


_JOINED_STARTS: Final = {
    "ห้างหุ้นส่วนจำกัด": ("ห้างหุ้นส่วนจำกัด", "หจก."),
    "จำกัด (มหาชน)": ("บริษัทมหาชนจำกัด", "บมจ."),
    "จำกัด": ("บริษัทจำกัด", "บจก.", "บจ."),
    "株式会社": ("株式会社", "株式會社"),
    "合同会社": ("合同会社",),
    "有限会社": ("有限会社",),
    "주식회사": ("주식회사", "(주)"),
}


@cache
def joined_starts() -> list[tuple[str, str]]:
    """Beginnings of names that are written without spaces, the longest first, each with its form."""
    pairs = ((_key(word), form) for form, words in _JOINED_STARTS.items() for word in words)
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def thai_company() -> str:
    """The Thai word for a company, as it is compared."""
    return _key("บริษัท")


"""Opens a name whose form stands at the end; alone it says only "company"."""

LONG_WORDS: Final = sorted({word for words in ENDS for word in words if len(word) > 5})
"""Words that are recognised in a legal form even when they are misspelt."""

OF_FORMS: Final = frozenset({word for words in ENDS for word in words} | WRITTEN_OUT.keys() | {"the", "and"})
"""Every word that may be part of a legal form."""

COMPATIBLE: Final = frozenset(
    {frozenset({"Private Limited", "Pte. Ltd."}), frozenset({"Private Limited", "Pvt. Ltd."})}
)
"""Classes that are one where a register writes the words out; Pte. and Pvt. themselves are two countries' forms."""
