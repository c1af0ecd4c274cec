import base64

from django.conf import settings


def audit_key() -> bytes:
    """The key of the audit's signatures and links. It stands in no database and in no dump."""
    return base64.b64decode(settings.AUDIT_KEY)
