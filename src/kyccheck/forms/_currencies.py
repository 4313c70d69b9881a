"""Currencies: ISO 4217 codes in use, and the signs and words that mean one of them."""

from __future__ import annotations

from typing import Final

_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD "
    "HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD "
    "LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
    "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND "
    "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG "
)
CODES: Final = frozenset(_CODES.split())

SIGNS: Final = {
    "US$": "USD",
    "HK$": "HKD",
    "S$": "SGD",
    "SG$": "SGD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "฿": "THB",
    "₱": "PHP",
    "₹": "INR",
    "₫": "VND",
    "₩": "KRW",
    "RMB": "CNY",
    "CN¥": "CNY",
    "JP¥": "JPY",
    "RM": "MYR",
    "RP": "IDR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "BAHT": "THB",
    "USD$": "USD",
    "HKD$": "HKD",
    "SGD$": "SGD",
}

UNCLEAR: Final = frozenset({"$", "¥", "元", "圓", "圆", "KR", "RS", "FR", "DH", "DHS", "DOLLAR", "DOLLARS"})
"""Signs of several currencies."""
