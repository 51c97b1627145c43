"""From graph and indexes to answers, each with its source."""
