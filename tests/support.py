"""What many tests need: a case of which everything holds, and what a run of the tool gives."""

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kyccheck.asking.shown import Audited

PROJECT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 21)

GOOD: dict[str, Any] = {
    "case": {"id": "4001", "kind": "deal", "title": "Amber Quay - voice", "stage": "completed", "owner": "Sam Ho"},
    "deal": {"id": "4001", "name": "Amber Quay - voice", "amount": "4800", "currency": "HKD", "terms_changed": "yes"},
    "company": {
        "id": "51", "name": "Amber Quay Limited", "registration_number": "69104418", "country": "Hong Kong",
        "address": "Flat 5, 12/F, 88 Queen's Road Central", "city": "Hong Kong", "phone": "+852 2810 4410",
    },
    "contacts": [
        {"id": "61", "name": "Ada Lam", "email": "ada.lam@amberquay.hk", "phone": "+852 2810 4411", "role": "billing"},
        {"id": "62", "name": "Wong Tai Man", "email": "tm@amberquay.hk", "phone": "+852 9123 4567", "role": "technical"},
    ],
    "documents": [
        {
            "type": "br", "name": "br.pdf", "number": "69104418", "holder": "Amber Quay Limited", "country": "HK",
            "issued": "2026-01-02", "expires": "2027-01-01",
        },
        {"type": "csr106", "name": "csr106.pdf"},
        {"type": "sof", "name": "sof.pdf", "signed": True, "signed_on": "2026-11-01"},
        {"type": "legal_approval", "name": "legal.pdf"},
        {"type": "deposit_proof", "name": "slip.pdf"},
    ],
    "csr": {
        "company_name": "Amber Quay Limited",
        "registration_number": "69104418",
        "package": {"plan": "Voice Pro", "quantity": 10, "term": "12 months", "add_ons": ["IVR", "Recording"]},
        "virtual_numbers": [{"number": "+85258081001", "country": "HK", "type": "local", "channels": 4}],
    },
    "odb": {
        "account_id": "A1", "company_name": "Amber Quay Limited",
        "registration_number": "69104418", "billing_address": "Flat 5, 12/F, 88 Queen's Road Central",
        "billing_contact": {"name": "Ada Lam", "email": "ada.lam@amberquay.hk", "phone": "+852 2810 4411"},
        "package": {"plan": "Voice Pro", "quantity": 10, "term": "12 months", "add_ons": ["IVR", "Recording"]},
        "virtual_numbers": [{"number": "+85258081001", "country": "HK", "type": "local", "channels": 4}],
    },
    "risk": {"rating": "high"},
    "approvals": [
        {"team": "iod", "by": "Ken Yip", "decision": "approved", "on": "2026-11-10"},
        {"team": "provisioning", "by": "Mei Tan", "decision": "approved", "on": "2026-11-15"},
        {"team": "management", "by": "Ann Au", "decision": "approved", "on": "2026-11-09"},
    ],
    "tracking": {"id": "2950676901", "url": "https://boards.example.com/1"},
    "emails": [{"kind": "activation", "subject": "Welcome", "to": "ada.lam@amberquay.hk", "sent_on": "2026-11-16"}],
}  # fmt: skip
"""A case that stands at the last stage, with everything in play, and of which everything holds."""

Audit = Callable[..., Audited]
"""Audits a native case; see conftest."""


def statuses(audited: Audited) -> dict[str, str]:
    """The status of each item."""
    return {result["item"]: result["status"] for result in audited["results"]}


class Ran:
    """What a run of the tool gave."""

    def __init__(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        self.code = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8", "backslashreplace")
        self.err = done.stderr.decode("utf-8", "backslashreplace")

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Kyccheck = Callable[..., Ran]
"""Runs the tool; see conftest."""
