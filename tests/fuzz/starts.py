"""Cases whose answer is known: each item passes, and it is known on which values.

A `Need` says what an item asks of the value at a place, so that one can say beforehand what must not pass once that value is
damaged. In these cases nothing stands in for anything: of two things that will do there is only one.
"""

import copy
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from support import GOOD
from tickets import BD, CO

Place = tuple[Any, ...]


class Need(NamedTuple):
    """What items ask of a place: "said" (it says something), "same" (as another side), a form, or "differs" (if there)."""

    place: Place
    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Start:
    """A case of which all `passing` items hold, by one checklist."""

    name: str
    checklist: str
    tree: Any
    needs: tuple[Need, ...]
    passing: tuple[str, ...]

    def made(self) -> Any:
        return copy.deepcopy(self.tree)


def _place(path: str) -> Place:
    return tuple(int(step) if step.isdigit() else step for step in path.split("/"))


def _needs(text: str) -> tuple[Need, ...]:
    """A table with one need a line: place, kind, items."""
    rows = (line.split() for line in text.strip().splitlines())
    return tuple(Need(_place(place), kind, tuple(items)) for place, kind, *items in rows)


def _without_telling_names(given: dict[str, Any]) -> dict[str, Any]:
    """A copy whose documents have names that tell no type: those would stand in for the type."""
    case = copy.deepcopy(given)
    for number, document in enumerate(case["documents"]):
        document["name"] = f"scan-000{number + 1}.pdf"
    return case


def _kyc() -> dict[str, Any]:
    case = _without_telling_names(GOOD)
    del case["documents"][2]["signed_on"], case["tracking"]["url"]
    case["documents"][3] |= {"issued": "2026-11-02", "expires": "2027-11-01"}
    return case


_KYC_NEEDS: Final = """
    company/name same 1c
    company/name said 1a
    company/registration_number said 1a
    company/registration_number differs 1c
    company/country said 1a
    company/country same 1c
    company/address said 1a
    company/address same 9b
    contacts/0/name said 2
    contacts/0/name same 9b
    contacts/0/email email 2
    contacts/0/email same 9b
    contacts/0/phone phone 2
    contacts/0/phone same 9b
    contacts/0/role said 2
    contacts/0/role word 9b
    contacts/1/name said 2
    contacts/1/email email 2
    contacts/1/phone phone 2
    contacts/1/role said 2
    documents/0/type word 1b 1c 9a
    documents/0/holder same 1c 9a
    documents/0/country same 1c
    documents/0/number differs 1c
    documents/0/expires day 1b
    documents/0/issued day-if-there 1b
    documents/1/type word 3
    documents/2/type word 4
    documents/2/signed truth 4
    documents/3/type word 6
    documents/3/expires day-if-there 6
    documents/3/issued day-if-there 6
    documents/4/type word 7
    deal/terms_changed truth 6
    csr/package/plan same 9c
    csr/package/quantity same 9c
    csr/package/term same 9c
    csr/package/add_ons same-list 9c
    csr/virtual_numbers/0/number same 9d
    csr/virtual_numbers/0/country same 9d
    csr/virtual_numbers/0/type same 9d
    csr/virtual_numbers/0/channels same 9d
    odb/company_name same 9a
    odb/registration_number differs 9a
    csr/company_name differs 9a
    csr/registration_number differs 9a
    odb/billing_address same 9b
    odb/billing_contact/name same 9b
    odb/billing_contact/email same 9b
    odb/billing_contact/phone same 9b
    odb/package/plan same 9c
    odb/package/quantity same 9c
    odb/package/term same 9c
    odb/package/add_ons same-list 9c
    odb/virtual_numbers/0/number same 9d
    odb/virtual_numbers/0/country same 9d
    odb/virtual_numbers/0/type same 9d
    odb/virtual_numbers/0/channels same 9d
    risk/rating word-if-odd high_risk management_decision
    approvals/0/team team iod_approval
    approvals/0/decision truth iod_approval
    approvals/0/by said iod_approval
    approvals/0/on day iod_approval
    approvals/1/team team provisioning_approval
    approvals/1/decision truth provisioning_approval
    approvals/1/by said provisioning_approval
    approvals/1/on day provisioning_approval
    approvals/2/team team high_risk management_decision
    approvals/2/decision truth high_risk management_decision
    approvals/2/by said high_risk management_decision
    approvals/2/on day high_risk management_decision
    tracking/id said monday_item
    emails/0/kind word activation_email
    emails/0/to address activation_email
    emails/0/sent_on day activation_email
"""
_KYC_PASSING: Final = (
    *("1", "1a", "1b", "1c", "2", "3", "4", "6", "7", "9", "9a", "9b", "9c", "9d"),
    *("iod_approval", "monday_item", "provisioning_approval", "activation_email", "high_risk", "management_decision"),
)


def _bd() -> dict[str, Any]:
    case = copy.deepcopy(BD)
    del case["case"]["stage"], case["case"]["solution_type"]  # the tags say the same
    del case["contacts"][0]["phone"]  # the e-mail address will do
    del case["documents"]
    case["quote"]["status"] = "sent"  # the day of its acceptance will do
    return case


_BD_NEEDS: Final = """
    case/tags/0 word BD.stage
    case/tags/1 word BD.01.4
    case/summary said BD.01.3
    case/costing said BD.02.1
    case/smart_questions said BD.02.2
    case/owner word BD.04.2
    contacts/0/name said BD.01.1
    contacts/0/email email BD.01.2
    quote/number said BD.03.1
    quote/sent_on day BD.03.2
    quote/accepted_on day BD.04.1
    history/0/stage word BD.order
    history/1/stage word BD.order
    history/2/stage word BD.order
    history/3/stage word BD.order
    history/0/entered day BD.order
    history/1/entered day BD.order
    history/2/entered day BD.order
    history/3/entered day BD.order
"""
_BD_PASSING: Final = (
    *("BD.stage", "BD.01", "BD.01.1", "BD.01.2", "BD.01.3", "BD.01.4", "BD.02", "BD.02.1", "BD.02.2"),
    *("BD.03", "BD.03.1", "BD.03.2", "BD.04", "BD.04.1", "BD.04.2", "BD.order"),
)


def _co() -> dict[str, Any]:
    case = _without_telling_names(CO)
    del case["case"]["tags"][0], case["history"][0]  # of BD
    return case


_CO_NEEDS: Final = """
    case/tags/0 word CO.stage
    documents/0/type word CO.01.1
    documents/1/type word CO.01.2
    documents/2/type word CO.01.3
    risk/score number CO.01.4
    risk/rating said CO.01.5
    risk/signed_off_by said CO.01.5
    risk/signed_off_role word CO.01.5
    risk/signed_off_on day CO.01.5
    billing/name said CO.02.1
    billing/email said CO.02.1
    billing/phone said CO.02.1
    billing/address said CO.02.1
    billing/country said CO.02.1
    invoice/number said CO.02.2
    invoice/issued_on day CO.02.2
    setup/instructions said CO.03.1
    setup/folder said CO.03.2
    setup/handed_over_on day CO.03.2
    history/0/stage word CO.order
    history/1/stage word CO.order
    history/2/stage word CO.order
    history/0/entered day CO.order
    history/1/entered day CO.order
    history/2/entered day CO.order
"""
_CO_PASSING: Final = (
    *("CO.stage", "CO.01", "CO.01.1", "CO.01.2", "CO.01.3", "CO.01.4", "CO.01.5", "CO.02", "CO.02.1", "CO.02.2"),
    *("CO.03", "CO.03.1", "CO.03.2", "CO.order"),
)

_HUBSPOT_NAMES: Final = {
    "company": {"name": "name", "registration_number": "registration_number", "country": "country", "address": "address", "city": "city", "phone": "phone"},
    "deal": {"name": "dealname", "amount": "amount", "currency": "deal_currency_code", "terms_changed": "terms_changed"},
    "contacts": {"name": "full_name", "email": "email", "phone": "phone", "role": "role"},
}  # fmt: skip


def _raw(section: str, record: dict[str, Any]) -> dict[str, Any]:
    names = _HUBSPOT_NAMES[section]
    return {"id": record["id"], "properties": {names[key]: record[key] for key in record if key != "id"}}


def _hubspot() -> Start:
    """The same case, with deal, company and contacts as HubSpot's API gives them."""
    case = _kyc()
    case["company"], case["deal"] = _raw("company", case["company"]), _raw("deal", case["deal"])
    case["contacts"] = [_raw("contacts", contact) for contact in case["contacts"]]
    needs = tuple(need._replace(place=_raw_place(need.place)) for need in _needs(_KYC_NEEDS))
    return Start("hubspot", "kyc", case, needs, _KYC_PASSING)


def _raw_place(place: Place) -> Place:
    section, *way, last = place
    names = _HUBSPOT_NAMES.get(section)
    return (section, *way, "properties", names[last]) if names else place


_TEAMWORK: Final[dict[str, Any]] = {
    "tickets": [
        {
            "id": 7301500, "subject": "Quote for Sandbar", "agent": {"id": 20511, "type": "users"},
            "customer": {"id": 880200, "type": "customers"}, "status": {"id": 1, "type": "ticketstatuses"},
            "tags": [{"id": 503, "type": "tags"}, {"id": 512, "type": "tags"}],
            "customfields": [
                {"id": 270, "meta": {"value": "Two companies, 14 invoices a month"}},
                {"id": 271, "meta": {"value": "Answered: funds from trade"}},
                {"id": 273, "meta": {"value": "QU-0117"}},
                {"id": 274, "meta": {"value": "2026-11-13"}},
            ],
            "state": "active", "createdAt": "2026-11-02T06:00:00Z",
        }
    ],
    "included": {
        "tags": [{"id": 503, "name": "BD.03: Quote"}, {"id": 512, "name": "$KWAY"}],
        "customers": [{"id": 880200, "firstName": "Tariq", "lastName": "Noor", "email": "tariq.noor@sandbar.ae", "phone": ""}],
        "users": [{"id": 20511, "firstName": "Omar", "lastName": "Saleh"}],
        "ticketstatuses": [{"id": 1, "name": "Active", "code": "active"}],
        "customfields": [
            {"id": 270, "name": "Data for costing", "kindString": "textarea"},
            {"id": 271, "name": "Smart question feedback", "kindString": "textarea"},
            {"id": 273, "name": "Quote number", "kindString": "text"},
            {"id": 274, "name": "Quote sent on", "kindString": "date"},
        ],
    },
    "pagination": {"page": 1, "pageSize": 50, "pages": 1, "records": 1},
}  # fmt: skip
_TEAMWORK_NEEDS: Final = """
    tickets/0/customfields/0/meta/value said BD.02.1
    tickets/0/customfields/1/meta/value said BD.02.2
    tickets/0/customfields/2/meta/value said BD.03.1
    tickets/0/customfields/3/meta/value day BD.03.2
    included/customers/0/email email BD.01.2
    included/customers/0/lastName said BD.01.1
    included/tags/0/name word BD.stage
    included/tags/1/name word BD.01.4
"""
_TEAMWORK_PASSING: Final = (
    *("BD.stage", "BD.01.1", "BD.01.2", "BD.01.4", "BD.02", "BD.02.1", "BD.02.2", "BD.03", "BD.03.1", "BD.03.2"),
)

STARTS: Final[tuple[Start, ...]] = (
    Start("native", "kyc", _kyc(), _needs(_KYC_NEEDS), _KYC_PASSING),
    _hubspot(),
    Start("bd", "bd", _bd(), _needs(_BD_NEEDS), _BD_PASSING),
    Start("co", "co", _co(), _needs(_CO_NEEDS), _CO_PASSING),
    Start("teamwork", "bd", _TEAMWORK, _needs(_TEAMWORK_NEEDS), _TEAMWORK_PASSING),
)


def value_at(tree: Any, place: Place) -> Any:
    for step in place:
        tree = tree[step]
    return tree
