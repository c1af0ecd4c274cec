"""接口令牌: how another system speaks to the API in an officer's name."""
