"""A file of an old system as tables under headings, and what there still is to be told about them."""

from collections.abc import Sequence
from typing import Any

from households.models import ColumnMapping, Opening, OpeningFile
from households.rosters import headings, reading
from households.rosters.headings import Table
from households.rosters.reading import WorkbookRefused

from .cells import meant, words_of
from .shape import Kind, Meanings

MOST_WORDS = 60  # of a column of codes, kept to be chosen from
SHOWN = 40  # characters of such a word
NO_HEADINGS = "文件里找不到表头：请确认有一行写着“身份证号”等列名，并选对了文件的种类。"


def tables(content: bytes, kind: Kind, meanings: Meanings) -> list[Table]:
    """The sheets that have headings, with their lines of data. Raises WorkbookRefused."""
    found = []
    for sheet in reading.read(content).sheets:
        heading = headings.find(sheet, kind.fields, meanings.columns)
        if heading is not None:
            found.append(headings.table(sheet, heading, [column.key for column in kind.columns]))
    if not found:
        raise WorkbookRefused(NO_HEADINGS)
    return found


def headings_of(found: Sequence[Table], kind: Kind) -> dict[str, Any]:
    """What is kept of the headings: ``titles`` of all columns, ``columns`` heading → field as they were understood, and
    by field the ``words`` that stand for codes."""
    titles: dict[str, None] = {}
    columns: dict[str, str] = {}
    words: dict[str, dict[str, None]] = {column.key: {} for column in kind.columns if column.codes}
    for table in found:
        titles |= dict.fromkeys(title for title in table.heading.titles if title)
        columns |= {table.heading.titles[place]: key for key, place in table.heading.columns.items()}
        for key, seen in words.items():
            for line in table.lines if key in table.heading.columns else ():
                seen |= dict.fromkeys(word[:SHOWN] for word in words_of(kind.column(key), line.cells.get(key, "")))
    kept = {key: list(seen)[:MOST_WORDS] for key, seen in words.items()}
    return {"titles": list(titles), "columns": columns, "words": kept}


def missing(file: OpeningFile, kind: Kind) -> list[str]:
    """What must be told before the file can be read: columns nobody found, and words nobody knows, in sentences."""
    meanings = meanings_for(file)
    found = set(file.headings.get("columns", {}).values())
    lacking = [column.title for column in kind.columns if column.is_required and column.key not in found]
    sentences = [f"还没有找到必填的列：{'、'.join(lacking)}。"] if lacking else []
    for key, words in file.headings.get("words", {}).items():
        column, told = kind.column(key), meanings.codes.get(key, {})
        unknown = [word for word in words if word not in told and not meant(column, word, told)]
        if unknown:
            sentences.append(f"“{column.title}”列中有不认识的词：{'、'.join(unknown[:8])}。")
    return sentences


def meanings_for(file: OpeningFile) -> Meanings:
    return meanings_of(file.kind, file.opening)


def meanings_of(kind: str, opening: Opening) -> Meanings:
    """What was saved for this kind of file of the old system."""
    saved = ColumnMapping.objects.filter(kind=kind, system=opening.system).first()
    return Meanings(saved.columns, saved.codes) if saved else Meanings()


def template(kind: Kind) -> list[str]:
    """The headings of an empty file of the kind; those that must be filled in with a star."""
    return [f"{column.title}*" if column.is_required else column.title for column in kind.columns]
