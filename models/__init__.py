"""The shipped weights, one folder each, and the recipes that train them."""
