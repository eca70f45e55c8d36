"""Meanings of rules: what the words that a rule found stand for, one function a meaning."""
