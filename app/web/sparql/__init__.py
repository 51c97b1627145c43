"""The graph over HTTP: the SPARQL 1.1 Protocol, and IRIs that answer."""
