"""The sample corpus as it is written: sources, layouts, and what turns them into PDFs and gold rows."""
