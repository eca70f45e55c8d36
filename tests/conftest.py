"""Fixtures for all tests; its place makes the modules beside it importable."""
