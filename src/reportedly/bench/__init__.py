"""How fast the reading is, how much memory it takes, and how that grows with the text."""
