"""Events: claims that tell of the same happening, side by side. Never a verdict on truth."""
