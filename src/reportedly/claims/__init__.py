"""From a parse and its mentions to claims: triggers, roles, voices, status, counts, carry-over."""
