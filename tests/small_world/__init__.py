"""A slice of the demonstration company, loaded and indexed: a dozen people of whom everything is known."""
