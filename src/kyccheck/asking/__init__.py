"""What a check is made of: an answer, and one field or list ready to be looked at in any case."""
