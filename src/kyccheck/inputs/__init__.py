"""All inputs of a run, on their way to cases: found, opened, read once, and every record accounted for."""
