"""One finder per kind of mention; each is a spaCy component."""
