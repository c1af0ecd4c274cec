"""Why an act on a claim is refused."""

from accounts.refusing import FieldRefused


class ClaimRefused(FieldRefused):
    """The claim cannot be kept or sent so; the message is for the worker."""
