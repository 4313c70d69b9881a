"""Records under the names of a case's fields, what exports call these, types of documents; and the case they make."""
