"""One form, one record: what came of a form is found again by the key that the form was opened with."""

import uuid
from typing import Any


def sent_before(rows: Any, submission: uuid.UUID | None) -> Any:
    """What a form of that key has made among ``rows`` already, if anything; a form without a key is always a new one.

    Call it with what the rows belong to locked, so that of two sendings one waits for the other.
    """
    return None if submission is None else rows.filter(submission=submission).first()
