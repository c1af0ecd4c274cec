"""``manage.py check_cases PATH...``: rule cases against the rules that serve the screens."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from desk.rulecases.asking import Verdict, ask
from desk.rulecases.reading import read


class Command(BaseCommand):
    """Ends with status 1 if a case failed, cannot be read, or uses a key that is not in the README."""

    help = "用规则算例（YAML 文件或目录）检验系统的规则；数据库不作任何改动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="算例文件，或含有 *.yaml 的目录")

    def handle(self, *, paths: list[str], **options: Any) -> None:
        counts: Counter[Verdict] = Counter()
        for case in read(paths):
            outcome = ask(case)
            counts[outcome.verdict] += 1
            for line in outcome.lines:
                self.stdout.write(line)
        passed, failed, not_served = (counts[verdict] for verdict in Verdict)
        self.stdout.write(f"{passed} passed, {failed} failed, {not_served} not served")
        if failed:
            raise SystemExit(1)
