"""From files, folders, standard input and records to documents.

`load` yields a `Document` for each that can be read and a `SourceError` for each that cannot.
Untrusted HTML and PDF bytes are parsed in a child process under limits.
"""

from reportedly.sources.load import STANDARD_INPUT, from_text, load
from reportedly.sources.options import Limits, Overrides

__all__ = ["STANDARD_INPUT", "Limits", "Overrides", "from_text", "load"]
