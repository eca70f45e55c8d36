"""From records of the store to messages of the desk, with names masked."""
