"""From a file to mentions: read, lay out, split, and find."""
