"""A whole run: the checklists for each case, many cases by several workers, and what reports need of them."""
