"""Records joined into cases, by what they say of each other: by ids and keys, never by a similar name.

A native case holds its records together. Loose records are joined by the associations that either side names. A ticket
is a case, with the deal that it belongs to; a deal that belongs to no ticket is a case too. What a case names and no
file carries stands in it as missing: its fields are unknown, and the reason says which export would show it.

What no association reaches is joined by explicit keys (keys.py): those that a mapping file names, the number or id that
a bill of Xero carries, the e-mail address of a contact. A key that two records carry joins neither.

Once all inputs are read, a case is made in this order:

    by ids      a ticket or deal with what it names, or a native case with what names it; for a single section one
                record is chosen, or none (Pool._bundles, choice.py)
    by keys     each case lays claim to records that nothing names; then it has those that no other claims (claims.py)
    as noted    the items of Monday.com that it notes (monday_items.py)
    made ready  records of one thing are laid together, documents told by their names, stage and owner by what they
                mean (assembly.case_of)

A native case in an input of its own, to which no loose record can belong, goes straight to the last step.

    pool.py          the cases that records make, once all inputs are read
    loose.py         loose records, which of them name which, and what an association says of whom it leads to
    meanings.py      what words and ids mean, as the mapping and other exports say
    associated.py    what the deal or ticket of a native case names, as a raw object
    attached.py      the documents of a case; whose a record is that names a company
    keys.py          which loose records belong to a case by a key
    doubts.py        what a key is, and what speaks against a record that carries one
    claims.py        which case has a record that several lay claim to
    assembly.py      the records of one case made ready to be audited
    choice.py        several records for one place: one chosen, or none
    merging.py       two records about one thing, laid together
    writing.py       whether two writings of a field are one value
    full_name.py     the name that a first and a last name make
    monday_items.py  the items of Monday.com that a case notes
    near.py          what is left over and looks like a case's company: for `inspect` to ask about, never joined
"""

from __future__ import annotations

from kyccheck.join.assembly import case_of, joined, named
from kyccheck.join.meanings import Meanings
from kyccheck.join.pool import Pool

__all__ = ["Meanings", "Pool", "case_of", "joined", "named"]
