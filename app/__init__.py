"""The doors: the recipe, the command line, the settings."""
