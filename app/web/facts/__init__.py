"""What the pages tell, asked of the graph: one file a subject, plain records as answers."""
