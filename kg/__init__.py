"""From mentions to a graph: merge, state, store, validate, export."""
