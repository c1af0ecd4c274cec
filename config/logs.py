"""Logging as JSON lines on standard error. What is logged names acts and keys of rows, never people's data."""

import logging
from typing import Any

import structlog

# Values that would carry a person's data into a log file, whatever their logger meant by them.
PERSONAL = frozenset({"name", "id_number", "phone", "address", "bank_account", "password", "username", "data", "body"})


def without_personal_data(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A structlog processor: the values of PERSONAL keys are left out."""
    return {key: "（略）" if key in PERSONAL else value for key, value in event.items()}


def configuration(*, level: str) -> dict[str, Any]:
    """Django's LOGGING, and structlog set up to feed it. Everything from ``level`` upwards is one JSON line."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        without_personal_data,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.captureWarnings(True)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "axes": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
