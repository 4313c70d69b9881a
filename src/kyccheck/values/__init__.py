"""Values as exports carry them and as people are shown them: absent, blank, a placeholder, text, a day; tables."""
