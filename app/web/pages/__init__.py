"""The pages: for each what it shows (a record) and how that is found (a handler)."""
