"""Measures the forms on labelled pairs: false passes, pairs found, false alarms.

    python bench/pairs.py FOLDER [--errors]

FOLDER holds names.csv, phones.csv, addresses.csv, countries.csv and emails.csv, as many of them as there are, with the
columns a, b and label (aligned, review, different) and, for phones, region_a and region_b. Exit code 1 on a false pass.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kyccheck.forms import Context
from kyccheck.registry import load

FORMS = {
    "names": "company_name",
    "phones": "phone",
    "addresses": "address",
    "countries": "country",
    "emails": "email",
}
HEAD = ("set", "pairs", "false passes", "aligned found", "alarm hard", "alarm soft", "diff. to review", "us a pair")


@dataclass
class Figures:
    """What one set of pairs came to."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def labelled(self, label: str) -> int:
        """How many pairs carry a label."""
        return sum(count for (wanted, _), count in self.answers.items() if wanted == label)

    @property
    def false_passes(self) -> int:
        """Aligned said where the label is not aligned."""
        return sum(count for (label, said), count in self.answers.items() if said == "aligned" != label)


def main() -> int:
    """Print a row for each set, and on request every pair that was answered otherwise than labelled."""
    parser = argparse.ArgumentParser(description="measures the forms on labelled pairs")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="also list the pairs answered otherwise than labelled")
    chosen = parser.parse_args()
    print(_row(HEAD))
    failed = False
    for name, form in FORMS.items():
        path = chosen.folder / f"{name}.csv"
        if path.exists():
            figures = _measure(path, form)
            print(_row(_cells(name, figures)))
            failed |= figures.false_passes > 0
            if chosen.errors:
                print("\n".join(figures.errors))
    return int(failed)


def _measure(path: Path, form: str) -> Figures:
    figures, compare = Figures(), load("kyccheck.forms", form).compare
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    compare("warm", "up", Context())
    for row in rows:
        context = Context(countries=(row.get("region_a") or None, row.get("region_b") or None))
        start = time.perf_counter()
        answer = compare(row["a"], row["b"], context)
        figures.seconds += time.perf_counter() - start
        label = {"different": "misaligned"}.get(row["label"], row["label"])
        figures.answers[label, answer.verdict] += 1
        if label != answer.verdict:
            figures.errors.append(f"  {label} -> {answer.verdict}: {row['a']!r} | {row['b']!r}  ({answer.why})")
    return figures


def _cells(name: str, figures: Figures) -> tuple[str, ...]:
    answers, total = figures.answers, sum(figures.answers.values())
    aligned, different = figures.labelled("aligned"), figures.labelled("misaligned")
    return (
        name,
        str(total),
        str(figures.false_passes),
        _share(answers["aligned", "aligned"], aligned),
        _share(answers["aligned", "misaligned"], aligned),
        _share(answers["aligned", "review"], aligned),
        _share(answers["misaligned", "review"], different),
        f"{figures.seconds / max(total, 1) * 1e6:.0f}",
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.1%}" if whole else "-"


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(
        cell.ljust(width) for cell, width in zip(cells, (10, 6, 12, 15, 12, 12, 15, 9), strict=True)
    ).rstrip()


if __name__ == "__main__":
    sys.exit(main())
