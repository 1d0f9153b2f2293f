"""Kring on the web: a chat page for guests, and the place where a newcomer tries it."""
