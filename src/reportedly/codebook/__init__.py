"""The codebook: categories, crosswalk, trigger lexicon and word lists, all of it data."""
