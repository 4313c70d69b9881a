"""Attestations and waivers: the files that they stand in, and which of them count."""
