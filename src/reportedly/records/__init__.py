"""The records that all other parts share. This floor imports nothing above it but the errors."""
