"""Tokens are issued, used and revoked; answers are kept for a day."""
