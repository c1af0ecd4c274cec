"""What is shown of a number that identifies a person. Pure."""


def masked_id(number: str) -> str:
    """The first six and the last four characters of an ID number, with eight stars between."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) > 10 else "*" * len(number)


def masked_name(name: str) -> str:
    """The first character of a name, with a star for each that follows."""
    return name[:1] + "*" * (len(name) - 1)


def masked_phone(number: str) -> str:
    """The first three and the last four digits of a phone number, with four stars between."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "*" * len(number)
