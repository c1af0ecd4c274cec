class UploadRefused(Exception):
    """The file cannot be accepted; the message is one sentence for the person who chose it."""
