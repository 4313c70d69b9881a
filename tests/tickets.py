"""Tickets of which everything holds, by the checklists of BD and of Customer Onboarding."""

from typing import Any

BD: dict[str, Any] = {
    "case": {
        "id": "71", "kind": "ticket", "title": "Dune Harbour", "stage": "BD.04 COMPLETE", "owner": "Customer Onboarding",
        "tags": ["BD.04 COMPLETE", "$KORP"], "summary": "Wants a holding company", "costing": "Two companies",
        "smart_questions": "Answered on 2 November", "solution_type": "$KORP",
    },
    "contacts": [{"id": "61", "name": "Noor Aziz", "email": "noor@duneharbour.ae", "phone": "+971 4 330 4417"}],
    "documents": [{"name": "Quotation.pdf", "type": "quotation", "signed": True, "signed_on": "2026-11-10"}],
    "quote": {"number": "QU-1", "status": "accepted", "sent_on": "2026-11-05", "accepted_on": "2026-11-10"},
    "history": [
        {"stage": "BD.01", "entered": "2026-11-01"}, {"stage": "BD.02", "entered": "2026-11-02"},
        {"stage": "BD.03", "entered": "2026-11-04"}, {"stage": "BD.04", "entered": "2026-11-10"},
    ],
}  # fmt: skip
"""A ticket at the last BD stage, with everything in play, and of which everything holds."""

CO: dict[str, Any] = {
    "case": {"id": "72", "kind": "ticket", "title": "Dune Harbour", "tags": ["BD.04 COMPLETE", "CO.03: Setup"], "owner": "Hanan Aziz"},
    "documents": [
        {"name": "checklist.pdf", "type": "cdd_checklist"}, {"name": "intake.pdf", "type": "intake_form"},
        {"name": "good standing.pdf", "type": "certificate"},
    ],
    "risk": {
        "rating": "medium", "score": 34, "assessed_on": "2026-11-11", "signed_off_by": "Rana Odeh",
        "signed_off_role": "CEO", "signed_off_on": "2026-11-12",
    },
    "billing": {
        "name": "Dune Harbour LLC", "email": "accounts@duneharbour.ae", "phone": "+971 4 330 4400",
        "address": "Office 5, Marina Plaza", "country": "AE", "status": "ACTIVE",
    },
    "invoice": {"number": "INV-9", "issued_on": "2026-11-13", "status": "AUTHORISED"},
    "setup": {"instructions": "Two companies, one tax group", "folder": "Dune Harbour", "handed_over_on": "2026-11-18"},
    "history": [
        {"stage": "BD.04 COMPLETE", "entered": "2026-11-10"}, {"stage": "CO.01", "entered": "2026-11-11"},
        {"stage": "CO.02", "entered": "2026-11-13"}, {"stage": "CO.03", "entered": "2026-11-15"},
    ],
}  # fmt: skip
"""The same for Customer Onboarding."""
