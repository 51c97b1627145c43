"""What we read: the frozen records of the domain, and how they are kept on disk."""
