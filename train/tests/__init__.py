"""Tests of the tools for training."""
