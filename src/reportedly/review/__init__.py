"""Agreement between coders: pairing their claims, statistics, adjudication."""
