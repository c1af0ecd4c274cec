"""Material of applications, whatever is applied for."""
