"""Readings in the records of other programs, so that their own measures apply."""
