"""The web application: the library for people who will never open a terminal."""
