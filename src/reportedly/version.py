"""The version of the program, recorded in every claim that it makes."""

__version__ = "0.1.0"
