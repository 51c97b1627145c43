"""Who says what: direct speech, answers in interviews, block quotes and signed sections."""
