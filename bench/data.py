"""Makes realistic native cases: about 3 KB each, one a line, a third with one defect.

    python bench/data.py NUMBER FILE [--defects 0.33] [--seed 7]

The same numbers give the same bytes.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from pathlib import Path
from typing import Any

FIRST = ("Ada", "Ken", "Mei", "Priya", "Niran", "Sam", "Grace", "Omar", "Lena", "Hugo", "Yuki", "Ines")
LAST = ("Lam", "Yip", "Tan", "Raman", "Chaiyasit", "Ho", "Wong", "Haddad", "Novak", "Meyer", "Sato", "Costa")
WORDS = ("Harbour", "Blue", "Golden", "Delta", "Amber", "Quay", "Jacket", "North", "Pearl", "Summit", "River", "Cedar")
TRADES = ("Logistics", "Trading", "Foods", "Voice", "Textiles", "Media", "Travel", "Robotics", "Shipping", "Design")
STREETS = ("Queen's Road Central", "Nathan Road", "Des Voeux Road", "King's Road", "Hennessy Road", "Canton Road")
STAGES = ("iod_check", "provisioning", "completed")


def case(number: int, chance: random.Random) -> dict[str, Any]:
    """A case of which everything holds."""
    own = str(9_000_000_000 + number)
    name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(TRADES)} Limited"
    domain = f"{name.split(maxsplit=1)[0].lower()}{number}.hk"
    street = (
        f"Flat {chance.randint(1, 40)}, {chance.randint(1, 60)}/F, {chance.randint(1, 900)} {chance.choice(STREETS)}"
    )
    people = [
        {
            "id": str(70_000_000 + number * 3 + place),
            "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            "email": f"{role.split()[0]}{place}@{domain}",
            "phone": f"+852 {chance.randint(2100, 2899)} {chance.randint(1000, 9999)}",
            "role": role,
            "job_title": "Manager",
        }
        for place, role in enumerate(("billing contact", "technical contact", "signatory"))
    ]
    registration = str(10_000_000 + number)
    settings: dict[str, Any] = {
        "company_name": name,
        "registration_number": registration,
        "billing_address": street,
        "billing_contact": {key: people[0][key] for key in ("name", "email", "phone")},
        "package": {
            "plan": "Voice Pro",
            "quantity": chance.randint(1, 200),
            "term": "12 months",
            "add_ons": ["IVR", "Recording"],
        },
        "virtual_numbers": [
            {"number": f"+852{block}{chance.randint(1000, 9999)}", "country": "HK", "type": "local", "channels": 4}
            for block in (5808, 5809)  # so that none stands there twice
        ],
    }
    return {
        "case": {
            "id": own, "kind": "deal", "title": f"{name} - voice", "stage": chance.choice(STAGES), "type": "addition",
            "owner": f"{chance.choice(FIRST)} {chance.choice(LAST)}", "created": "2026-10-01", "updated": "2026-11-18",
        },
        "deal": {
            "id": own, "name": f"{name} - voice", "amount": "48000.00", "currency": "HKD", "close_date": "2026-12-15",
            "terms_changed": "no", "payment_terms": "prepaid yearly",
        },
        "company": {
            "id": str(5_000_000 + number), "name": name, "registration_number": registration, "country": "Hong Kong",
            "address": street, "city": "Hong Kong", "phone": people[0]["phone"], "domain": domain, "industry": "Trading",
        },
        "contacts": people,
        "documents": [
            {
                "type": "br", "name": f"BR {number}.pdf", "number": registration, "holder": name, "country": "HK",
                "issued": "2026-02-01", "expires": "2027-01-31",
            },
            {"type": "csr106", "name": f"CSR106 {number}.pdf", "signed": True, "signed_on": "2026-11-02"},
            {"type": "sof", "name": f"SOF {number}.pdf", "signed": True, "signed_on": "2026-11-03"},
            {"type": "deposit_proof", "name": f"slip {number}.pdf"},
        ],
        "csr": copy.deepcopy(settings),
        "odb": {"account_id": f"ODB-{number}", **settings, "provisioned_on": "2026-11-16"},
        "risk": {"rating": chance.choice(("low", "medium")), "score": chance.randint(1, 40), "assessed_on": "2026-11-04"},
        "approvals": [
            {"team": "iod", "by": "Iris Falk", "decision": "approved", "on": "2026-11-10"},
            {"team": "provisioning", "by": "Rolf Nair", "decision": "approved", "on": "2026-11-16"},
        ],
        "tracking": {"id": str(2_950_000_000 + number), "url": f"https://boards.example.com/{number}"},
        "emails": [{"kind": "activation", "subject": "Welcome", "to": people[0]["email"], "sent_on": "2026-11-17"}],
    }  # fmt: skip


def spoil(made: dict[str, Any], chance: random.Random) -> None:
    """Break one thing of a case."""
    defect = chance.randrange(8)
    if defect == 0:
        made["contacts"][1]["role"] = ""
    elif defect == 1:
        made["documents"].pop(chance.randrange(len(made["documents"])))
    elif defect == 2:
        made["company"]["registration_number"] = None
    elif defect == 3:
        made["odb"]["package"] = {**made["odb"]["package"], "quantity": 9999}
    elif defect == 4:
        del made["contacts"][2]["phone"]
    elif defect == 5:
        made["documents"][0]["expires"] = "2026-10-31"
    elif defect == 6:
        made["odb"]["company_name"] = made["odb"]["company_name"].replace("Limited", "Ltd.")
    else:
        made["risk"]["rating"] = "high"


def lines(number: int, defects: float = 0.33, seed: int = 7) -> Any:
    """Yield that many cases, each as a line of JSON without needless blanks."""
    chance = random.Random(seed)
    for place in range(number):
        made = case(place, chance)
        if chance.random() < defects:
            spoil(made, chance)
        yield json.dumps(made, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--defects", type=float, default=0.33)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with asked.file.open("wb") as out:
        out.writelines(lines(asked.number, asked.defects, asked.seed))


if __name__ == "__main__":
    main()
