"""The demo city (演示市): a small believable city that has worked for half a year, in every state a case can be in."""
