"""Readings in forms for people and programs: table, CSV, JSON Lines, JSON, HTML."""
