"""Makes src/kyccheck/forms/countries.json: the names that countries go by, and their ISO 3166 codes.

    python bench/make_countries.py

The names come from the Unicode CLDR (through Babel, a tool of this script only); what CRMs write beside them is listed
here. A name that two languages give to two countries is left out, and so are names of up to three letters, which are
read as codes. Names in `AMBIGUOUS` are no country's: a person must say which one is meant.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

from kyccheck.forms._countries import key
from kyccheck.forms._letters import scripts

TARGET = Path(__file__).parents[1] / "src" / "kyccheck" / "forms" / "countries.json"
LANGUAGES = (
    *("en", "zh", "zh_Hant", "zh_Hant_HK", "th", "ar", "id", "ms", "vi", "fil", "ja", "ko"),
    *("de", "fr", "es", "pt", "it", "nl", "ru", "hi", "tr", "pl"),
)
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})

ALPHA_3 = """
AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AQ:ATA AR:ARG AS:ASM AT:AUT AU:AUS AW:ABW AX:ALA AZ:AZE BA:BIH
BB:BRB BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI BJ:BEN BL:BLM BM:BMU BN:BRN BO:BOL BQ:BES BR:BRA BS:BHS BT:BTN BV:BVT
BW:BWA BY:BLR BZ:BLZ CA:CAN CC:CCK CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK CL:CHL CM:CMR CN:CHN CO:COL CR:CRI CU:CUB
CV:CPV CW:CUW CX:CXR CY:CYP CZ:CZE DE:DEU DJ:DJI DK:DNK DM:DMA DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY EH:ESH ER:ERI ES:ESP
ET:ETH FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO FR:FRA GA:GAB GB:GBR GD:GRD GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL GM:GMB
GN:GIN GP:GLP GQ:GNQ GR:GRC GS:SGS GT:GTM GU:GUM GW:GNB GY:GUY HK:HKG HM:HMD HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL
IL:ISR IM:IMN IN:IND IO:IOT IQ:IRQ IR:IRN IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM KI:KIR KM:COM
KN:KNA KP:PRK KR:KOR KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR LS:LSO LT:LTU LU:LUX LV:LVA LY:LBY
MA:MAR MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP MQ:MTQ MR:MRT MS:MSR MT:MLT
MU:MUS MV:MDV MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA NI:NIC NL:NLD NO:NOR NP:NPL NR:NRU NU:NIU
NZ:NZL OM:OMN PA:PAN PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL PM:SPM PN:PCN PR:PRI PS:PSE PT:PRT PW:PLW PY:PRY QA:QAT
RE:REU RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU SB:SLB SC:SYC SD:SDN SE:SWE SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK SL:SLE SM:SMR
SN:SEN SO:SOM SR:SUR SS:SSD ST:STP SV:SLV SX:SXM SY:SYR SZ:SWZ TC:TCA TD:TCD TF:ATF TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS
TM:TKM TN:TUN TO:TON TR:TUR TT:TTO TV:TUV TW:TWN TZ:TZA UA:UKR UG:UGA UM:UMI US:USA UY:URY UZ:UZB VA:VAT VC:VCT VE:VEN
VG:VGB VI:VIR VN:VNM VU:VUT WF:WLF WS:WSM XK:XKX YE:YEM YT:MYT ZA:ZAF ZM:ZMB ZW:ZWE
"""

ALIASES = {
    "AE": ("U.A.E.", "UAE", "Emirates", "阿聯酋", "阿联酋", "الإمارات"),
    "AR": ("Argentine Republic",),
    "BL": ("St. Barts", "St. Barths"),
    "BA": ("Bosnia Herzegovina",),
    "BQ": ("Bonaire, Sint Eustatius and Saba",),
    "BN": ("Brunei Darussalam",),
    "BO": ("Plurinational State of Bolivia", "Bolivia, Plurinational State of", "Bolivia (Plurinational State of)"),
    "CD": (
        *("DRC", "DR Congo", "Congo (DRC)", "Congo, Democratic Republic of the", "Democratic Republic of the Congo"),
        *("Congo, The Democratic Republic of the", "Congo, Dem. Rep.", "Congo, Democratic Republic", "Congo-Kinshasa"),
        *("Democratic Republic of Congo", "Congo (Kinshasa)"),
    ),
    "CG": ("Congo-Brazzaville", "Congo (Brazzaville)", "Congo, Rep.", "Republic of the Congo"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CN": (
        *("PRC", "P.R.C.", "P.R. China", "PR China", "People's Republic of China", "Mainland China", "China Mainland"),
        *(
            "China (Mainland)",
            "China PRC",
            "China PR",
            "China, People's Republic of",
            "内地",
            "內地",
            "中华人民共和国",
            "中華人民共和國",
            "中國內地",
            "中国内地",
            "中国大陆",
            "中國大陸",
        ),
    ),
    "CV": ("Cape Verde", "Cabo Verde"),
    "CZ": ("Czech Republic", "Czechia"),
    "EG": ("Egypt, Arab Rep.",),
    "FK": ("Falkland Islands (Malvinas)",),
    "DE": ("Federal Republic of Germany", "Germany, Federal Republic of"),
    "FR": ("French Republic",),
    "FM": ("Federated States of Micronesia", "Micronesia, Federated States of", "Micronesia (Federated States of)"),
    "GB": (
        *(
            "UK",
            "U.K.",
            "Great Britain",
            "Britain",
            "United Kingdom of Great Britain and Northern Ireland",
            "英国",
            "英國",
        ),
        *("United Kingdom (UK)", "G.B.", "Großbritannien", "Great Britain and Northern Ireland"),
    ),
    "GM": ("The Gambia",),
    "GR": ("Hellenic Republic",),
    "GS": ("South Georgia and the South Sandwich Islands",),
    "HM": ("Heard Island and McDonald Islands",),
    "HK": (
        *("Hong Kong", "Hongkong", "H.K.", "Hong Kong SAR", "HKSAR", "HK SAR", "Hong Kong SAR China", "SAR Hong Kong"),
        *("Hong Kong SAR of China", "HKSAR of China", "홍콩", "ฮ่องกง", "هونغ كونغ"),
        *("Hong Kong Special Administrative Region", "Hong Kong (China)", "China Hong Kong", "Hong Kong China"),
        *("Hong Kong Special Administrative Region of the People's Republic of China", "Hong Kong SAR PRC"),
        *(
            "香港",
            "香港特別行政區",
            "香港特别行政区",
            "中國香港",
            "中国香港",
            "中國香港特別行政區",
            "中国香港特别行政区",
        ),
    ),
    "ID": ("Republic of Indonesia", "Republik Indonesia"),
    "IE": ("Republic of Ireland", "Ireland, Republic of", "Eire"),
    "IN": ("Bharat",),
    "IR": ("Islamic Republic of Iran", "Iran, Islamic Republic of", "Iran, Islamic Rep.", "Iran (Islamic Republic of)"),
    "IT": ("Italian Republic",),
    "JP": ("日本国", "Nippon", "Nihon"),
    "KN": ("St. Kitts",),
    "KP": (
        *("DPRK", "D.P.R.K.", "Democratic People's Republic of Korea", "Korea, Democratic People's Republic of"),
        *("Korea (North)", "Korea, North", "N. Korea", "Korea, Dem. Rep."),
    ),
    "KR": (
        *("ROK", "R.O.K.", "Republic of Korea", "Korea, Republic of", "Korea (Republic of)", "Rep. of Korea"),
        *("大韓民國", "한국"),
        *("Korea (South)", "Korea, South", "S. Korea", "Korea, Rep.", "The Republic of Korea"),
    ),
    "LA": ("Laos", "Lao PDR", "Lao People's Democratic Republic"),
    "MD": ("Republic of Moldova", "Moldova, Republic of"),
    "MF": ("Saint Martin (French part)",),
    "MK": (
        "Macedonia",
        "FYROM",
        "FYR Macedonia",
        "Republic of North Macedonia",
        "The former Yugoslav Republic of Macedonia",
    ),
    "MM": ("Burma", "Myanmar", "Myanmar (Burma)"),
    "MO": (
        *("Macau", "Macao", "Macau SAR", "Macao SAR", "Macao SAR China", "Macau SAR China", "SAR Macau", "SAR Macao"),
        *("Macau SAR of China", "Macao SAR of China", "마카오", "มาเก๊า"),
        *("Macao Special Administrative Region", "Macau Special Administrative Region", "China Macau", "China Macao"),
        *("澳門", "澳门", "澳門特別行政區", "澳门特别行政区", "中國澳門", "中国澳门"),
    ),
    "NL": ("Holland", "The Netherlands", "Kingdom of the Netherlands"),
    "PH": ("The Philippines", "Republic of the Philippines", "Philippines, Republic of the"),
    "PT": ("Portuguese Republic",),
    "PS": ("Palestine", "State of Palestine", "Palestine, State of"),
    "RU": ("Russian Federation", "Russia"),
    "SA": ("KSA", "K.S.A.", "Kingdom of Saudi Arabia", "Saudi Arabia, Kingdom of", "السعودية"),
    "SG": ("Republic of Singapore", "Singapore, Republic of", "S'pore", "星加坡"),
    "SK": ("Slovak Republic",),
    "ST": ("Sao Tome and Principe",),
    "SH": ("Saint Helena, Ascension and Tristan da Cunha", "Saint Helena"),
    "SX": ("Sint Maarten (Dutch part)", "St. Maarten"),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland", "Eswatini"),
    "TH": ("Kingdom of Thailand", "Thailand, Kingdom of"),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Türkiye", "Republic of Türkiye"),
    "TW": (
        *("Taiwan, Province of China", "Taiwan R.O.C.", "Taiwan (ROC)", "Chinese Taipei", "Taiwan, China"),
        *("Republic of China", "Republic of China (Taiwan)", "Taiwan Province of China", "Taiwan Region"),
        *("台灣", "臺灣", "台湾", "中國台灣", "中国台湾", "台灣省", "中華民國", "中华民国"),
    ),
    "TZ": ("United Republic of Tanzania", "Tanzania, United Republic of"),
    "UM": ("United States Minor Outlying Islands", "US Minor Outlying Islands"),
    "US": (*("USA", "U.S.A.", "U.S.", "United States of America", "US of A", "美国", "美國", "アメリカ"),),
    "VA": ("Holy See", "Vatican", "Vatican City State", "Holy See (Vatican City State)"),
    "VE": (
        "Bolivarian Republic of Venezuela",
        "Venezuela, Bolivarian Republic of",
        "Venezuela, RB",
        "Venezuela (Bolivarian Republic of)",
    ),
    "VC": ("St. Vincent", "Saint Vincent and the Grenadines"),
    "VG": ("BVI", "B.V.I.", "British Virgin Islands", "Virgin Islands, British", "Virgin Islands (British)"),
    "VI": (
        "USVI",
        "US Virgin Islands",
        "Virgin Islands, U.S.",
        "Virgin Islands (U.S.)",
        "United States Virgin Islands",
    ),
    "ZA": ("RSA", "R.S.A."),
    "VN": (
        *("Viet Nam", "Socialist Republic of Vietnam", "Socialist Republic of Viet Nam"),
        *("Viet Nam, Socialist Republic of", "Vietnam, Socialist Republic of"),
    ),
    "LI": ("Principality of Liechtenstein",),
}

OFFICIAL = {
    "Republic of {}": "AL AM AO AT AZ BG BY BJ BI CL CM CO CR CY DJ EC EE FI FJ GA GH GN GT HN HR HU IN IQ IT KE KZ "
    "KI LV LR LT MG MV ML MT MH MU MZ NA NE NI NR PA PE PL PT PW PY RS RW SC SI SL SM SN SR SV TD TG TN TT UG UZ VU "
    "YE ZA ZM ZW",
    "Kingdom of {}": "BE BH BT DK ES KH LS MA NO SE TO",
    "State of {}": "IL KW QA",
    "Sultanate of {}": "OM",
    "Commonwealth of {}": "AU",
    "Federal Republic of {}": "NG SO",
    "Islamic Republic of {}": "PK MR AF",
    "People's Republic of {}": "BD",
    "Grand Duchy of {}": "LU",
    "Principality of {}": "MC AD",
    "Hashemite Kingdom of {}": "JO",
    "Arab Republic of {}": "EG",
}

AMBIGUOUS = (
    *(
        "Korea",
        "Congo",
        "Virgin Islands",
        "Georgia",
        "Saint Martin",
        "St. Martin",
        "St Martin",
        "America",
        "Ireland (island)",
    ),
    *("England", "Scotland", "Wales", "Northern Ireland", "Asia", "Europe", "Africa", "APAC", "EMEA", "Guiana", "ROC"),
    *(
        "Coree",
        "Corea",
        "Koreia",
        "朝鲜半岛",
        "Kongo",
        "Micronesia",
        "Timor",
        "Antilles",
        "Granada",
        "Samoa (American)",
    ),
    *("Gürcistan", "Georgie", "جورجيا", "جورجیا", "Georgien", "Gruzja", "Geórgia"),
)


def main() -> None:
    """Write the table, one name a line, so that a change of it can be read."""
    names: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
                _add(names, name, code)
    english = Locale.parse("en").territories
    for pattern, codes in OFFICIAL.items():
        for code in codes.split():
            _add(names, pattern.format(english[code]), code)
            _add(names, f"{english[code]}, {pattern.format('')}", code)
    table = {name: next(iter(codes)) for name, codes in names.items() if len(codes) == 1}
    for pair in ALPHA_3.split():
        code, long = pair.split(":")
        table[code.casefold()] = table[long.casefold()] = code
    table |= {key(name): code for code, aliases in ALIASES.items() for name in aliases}
    for name in AMBIGUOUS:
        table.pop(key(name), None)
    shown = {code: str(english[code]).replace(" SAR China", "") for code in sorted(set(table.values()))}
    text = json.dumps({"names": dict(sorted(table.items())), "shown": shown}, ensure_ascii=False, indent=0)
    TARGET.write_text(text + "\n", encoding="utf-8")


def _add(names: dict[str, set[str]], name: str, code: str) -> None:
    folded = key(name)
    if len(folded) > 3 or (folded and "LATIN" not in scripts(folded)):
        names.setdefault(folded, set()).add(code)


if __name__ == "__main__":
    main()
