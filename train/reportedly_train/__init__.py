"""Training of reportedly's learned parts."""
