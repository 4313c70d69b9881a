"""Checklists: the YAML of a procedure as typed objects, found by name, and changed by overlays."""
