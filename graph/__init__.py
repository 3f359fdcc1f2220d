"""Mentions in, people and topics ranked."""
