"""For authors of checklists: what a checklist says that it may not mean, its schema, and trying it out."""
