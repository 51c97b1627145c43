"""One file a command: it asks, calls what does the work, and shows the answer."""
