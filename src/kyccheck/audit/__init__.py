"""The heart, a checklist compiled for it, and what it gives: results, verdicts, values side by side, explanations."""
