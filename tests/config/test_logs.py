"""Log lines are JSON and carry nobody's data."""

import json
import logging
import logging.config

import structlog
from django.conf import settings


def test_a_line_is_json_without_personal_data(capsys):
    logging.config.dictConfig(settings.LOGGING)
    structlog.get_logger("test").warning("household.surveyed", household=7, id_number="230103196511110018", name="张三")
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "household.surveyed"
    assert line["household"] == 7
    assert line["level"] == "warning"
    assert "230103196511110018" not in json.dumps(line)
    assert "张三" not in json.dumps(line, ensure_ascii=False)


def test_lines_of_other_libraries_are_json_too(capsys):
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger("celery").error("lost %s", "connection")
    assert json.loads(capsys.readouterr().err)["event"] == "lost connection"
