"""Bytes in, records out: every source a company has, read as one stream of the same few values."""
