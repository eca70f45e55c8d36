"""Places: the gazetteer, and what a toponym means in its document."""
