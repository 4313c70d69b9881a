"""Whether a value reads as what a harmless field holds: a day, a number, a country, a word that many cases share.

A field says nothing of a person only as long as it holds what it is for: people also write "by Chan Siu Ming" where it
asks whether a document is signed. What does not read so is taken for personal. A word that is missing here costs a
reader a pseudonym; one that should not be here costs a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Final

from kyccheck.forms._countries import code_of
from kyccheck.forms._currencies import CODES, SIGNS
from kyccheck.records.documents import table
from kyccheck.records.fields import folded
from kyccheck.values.day import Unclear, as_day
from kyccheck.values.value import as_number, as_text, as_truth

IsStage = Callable[[str], bool]
"""Whether a text is a stage of a checklist in use."""

_WORDS: Final = frozenset(
    """
    a all an and as at be by for from in is it new no non not of on one or our the their to two us with yes
    1st 2nd 3rd annum day days fixed half lump month monthly months mth mths quarter quarterly quarters rolling term
    upfront week weekly weeks year yearly years yr yrs annual annually advance arrears deposit down due eom full
    immediate immediately instalment instalments net partial payment payments postpaid prepaid prepayment receipt sum
    bank card cash cheque credit transfer terms standard custom changed unchanged
    active accepted addition additional amended amendment approval approve approved archived authorised authorized
    awaiting bounced cancelled canceled change closed completed complete conditional confirmed created customer
    declined deleted deal delivered done downgrade draft existing expired failed final follow good hold inactive
    initial invoiced issued kickoff live lost more open opened overdue paid passed pending planned processing progress
    provisioned provisioning ready received reject rejected renewal requested resolved returned review reviewed sent
    signed stage started stopped stuck submitted suspended tbc tbd termination terminated test ticket unpaid unsigned
    upgrade valid void voided waiting withdrawn won working
    high higher low lower medium middle moderate risk rating normal unknown none nil na
    account accounts accountant admin administration administrator agent analyst approver authorised billing board
    business buyer buying ceo cfo chair chairman chief clerk client commercial compliance contact contacts coo cto
    decision department director directors emergency employee end engineer executive finance financial founder
    general head hr influencer iod it lead legal local main maker management manager managing marketing member mlro
    officer onboarding operation operations operator other owner owners partner party person personal personnel
    president primary principal procurement project provisioner purchasing regional representative responsible sales
    secondary secretary senior service services shareholder sign signatory signature signing site staff support team
    technical technician top treasurer ubo user users vice bd co cs csa
    basic bundle business cinnox corporate enterprise essential essentials extra flex korp kway lite omnichannel
    package plan plus premium pro professional small starter tier trial ultimate unlimited voice advanced
    add addon addons analytics api app archive bot call callback calling calls center centre channel channels chat
    chatbot conference crm desk did email e fax forwarding free hotline inbox integration international ivr licence
    licences license licenses line lines local mail message messages messaging minutes mobile number numbers phone
    port porting pool queue recording recordings report reporting routing seat seats sip sms speech storage telephone
    text toll tollfree transcription translation trunk video virtual voicemail voip web webchat whatsapp wechat
    webhook widget geographic landline national dedicated shared
    activation application bill certificate company copy document file form identity intake invoice letter loe
    license memo notice order proof purchase quotation quote registration sof statement welcome
    bug check checking default fix pipeline qualify
    """.split()  # noqa: SIM905 - a list of so many words is read by nobody
)
_WORD: Final = re.compile(r"[^\W_]+")
_ID: Final = re.compile(r"[A-Za-z]{0,4}[-_.:#]?\d[\d\-]{0,30}|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.ASCII)
_MOST_DIGITS: Final = 5
"""More of them may be a number of somebody's."""


def reads_as(name: str, kind: str, value: object, is_stage: IsStage) -> bool:
    """Whether a value reads as what a harmless field holds; `name` is the last word of its path, `kind` its type."""
    text = (as_text(value) or "").strip()
    if kind == "date":
        return any(_is_day(as_day(value, order)) for order in ("", "dmy", "mdy"))
    if kind == "money":
        return as_number(value) is not None
    if name in {"country", "region"} or kind == "country":
        return code_of(text) is not None
    if name in {"id", "contact_id"}:
        return _ID.fullmatch(text) is not None
    if name == "currency":
        return text.upper() in CODES or text.upper() in SIGNS
    if kind == "flag" and as_truth(value) is not None:
        return True
    if name in {"stage", "pipeline", "tags"} and (is_stage(text) or _ID.fullmatch(text)):
        return True
    return _is_of_known_words(text)


def _is_day(day: date | Unclear) -> bool:
    return isinstance(day, date) or day is Unclear.STANDS_FOR_NONE


def _is_of_known_words(text: str) -> bool:
    """Whether text is a type of document, or made of words that many cases share and a few digits."""
    if folded(text) in table().types:
        return True
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    words = _WORD.findall(plain)
    digits = sum(one.isdigit() for one in plain)
    return digits <= _MOST_DIGITS and all(word in _WORDS or word.isdecimal() for word in words)
