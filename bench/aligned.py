"""Measures item 9 of the KYC checklist, case by case: what comparing costs beside reading.

    python bench/aligned.py [--cases 300]

Prints medians in microseconds for one case: all of item 9 where its fields are equal, where they differ in case and
spacing alone (with caches that know nothing, and again when the same case comes back), and one hard pair of names.
Each case has names, numbers and people of its own. The least of a few runs counts: others use the machine too.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from data import case
from kyccheck.audit.glance import Glance
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import compile_plan
from kyccheck.checklist.overlay import load
from kyccheck.forms import Context
from kyccheck.forms.company_name import compare
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case

HARD = (
    ("{} International Holdings (Hong Kong) Company Limited", "{} Intl Holding (Singapore) Co., Ltd."),
    ("The {} Technologies Co. Ltd.", "{} Technology Company Incorporated"),
    ("{} 1 Limited", "{} 2 Limited"), ("{} Trading Limited", "{} Tradng Pte. Ltd."),
)  # fmt: skip


def read(cases: list[dict[str, Any]]) -> list[Case]:
    """Cases as an export gives them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cases.ndjson")
        path.write_text("\n".join(map(json.dumps, cases)))
        return list(Reading(find_inputs([str(path)]), Mapping()).cases())


def equal(number: int) -> dict[str, Any]:
    """A case of which every setting in ODB is the same to the letter."""
    return case(number, random.Random(number))


def trivial(number: int) -> dict[str, Any]:
    """The same case, its name, address, contact, e-mail and plan written in capitals, its quantity as text."""
    made = copy.deepcopy(equal(number))
    odb = made["odb"]
    odb["company_name"], odb["billing_address"] = odb["company_name"].upper(), odb["billing_address"].upper()
    odb["billing_contact"] |= {name: odb["billing_contact"][name].upper() for name in ("name", "email")}
    odb["package"] |= {"plan": odb["package"]["plan"].lower(), "quantity": str(odb["package"]["quantity"])}
    return made


def asked(nine: Glance, cases: list[Case]) -> float:
    """The median time of all of item 9 of a case, in microseconds. Raises where it does not pass."""
    times = []
    for one in cases:
        start = time.perf_counter()
        outcome = nine.outcome(one.raw)
        times.append(time.perf_counter() - start)
        assert not outcome.open  # noqa: S101
    return statistics.median(times) * 1e6


def item_nine(make: Callable[[int], dict[str, Any]], cases: int) -> tuple[float, float]:
    """The least of three medians: of cases never seen, and of the same cases again."""
    cold, warm = [], []
    for turn in range(3):
        plan = compile_plan(load("kyc"), date(2026, 11, 21))
        items = [replace(planned, parent=-1) for planned in plan.items if planned.item.id in ("9a", "9b", "9c", "9d")]
        nine = Glance(tuple(items), (True,) * len(items))
        for one in read([equal(900_000 + number) for number in range(5)]):
            audit(one, [plan])  # so that it is known which roles are those of a billing contact
        asked(nine, read([make(800_000 + number) for number in range(5)]))
        made = read([make((turn + 1) * 100_000 + number) for number in range(cases)])
        cold.append(asked(nine, made))
        warm.append(asked(nine, made))
    return min(cold), min(warm)


def hard_pairs(cases: int) -> float:
    """The least of three medians of a hard pair of names that was never seen."""
    found = []
    for turn in range(3):
        times = []
        for number in range(cases):
            name = f"Harbour{chr(97 + turn)}{number} Lantern"
            left, right = (text.format(name) for text in HARD[number % len(HARD)])
            start = time.perf_counter()
            compare(left, right, Context())
            times.append(time.perf_counter() - start)
        found.append(statistics.median(times) * 1e6)
    return min(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=300)
    cases = parser.parse_args().cases
    print("| item 9 of one case | never seen, us | seen before, us | at most |\n|---|---|---|---|")
    for make in (equal, trivial):
        cold, warm = item_nine(make, cases)
        print(f"| {make.__name__} | {cold:.0f} | {warm:.0f} | 50 |")
    print(f"| a hard pair of names | {hard_pairs(cases):.0f} | | 300 |")


if __name__ == "__main__":
    main()
