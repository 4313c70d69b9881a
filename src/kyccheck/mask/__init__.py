"""Personal data: what of a case it is, and how it is masked."""
