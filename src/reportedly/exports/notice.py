"""What every output says about itself."""

from __future__ import annotations

from typing import Final

NOTICE: Final = "claims, not facts"
LANGUAGES: Final = ("en",)
READS: Final = "reads: English"
RESTRICTED: Final = (
    "restricted: holds whole texts and the names of private persons; "
    "for publication use the csv or html export, which mask them"
)
NO_CLAIMS: Final = "no claims"
