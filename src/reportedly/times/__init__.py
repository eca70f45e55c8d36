"""Time expressions: found by rules, counted to inclusive days from the publication date."""
