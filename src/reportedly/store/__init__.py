"""The store: documents, runs, claims, events and decisions in one file or one database."""
