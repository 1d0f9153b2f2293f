"""Fixtures for every test; pytest takes them as plugins only from the top."""

pytest_plugins = ["tests.postgres"]
