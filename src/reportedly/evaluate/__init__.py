"""How good the reading is: figures against texts that people have coded."""
