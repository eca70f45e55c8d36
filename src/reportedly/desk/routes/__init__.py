"""The routes of the desk, one file a domain."""
