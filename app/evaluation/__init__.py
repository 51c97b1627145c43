"""How good a library is, measured against annotations: definitions in `docs/evaluation.md`."""
