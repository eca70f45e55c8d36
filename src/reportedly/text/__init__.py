"""From characters to a parse: normalising, language, truecasing, model, sentences, quotations."""

from reportedly.text.analysis import Analysis, analyse

__all__ = ["Analysis", "analyse"]
