"""Data and tools for training; nothing of it is installed with the package."""
