"""`make run`: the whole system on this machine, from an empty folder to an address one can open, and down again."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Never

import psycopg

from config import embedded, local, readiness
from scripts import assets

PROJECT = assets.PROJECT
PLACE = Path(os.environ.get("JIUYUAN_HOME") or PROJECT / "var")
LOGS = PLACE / "log"
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 20  # a worker on PostgreSQL queues takes some seven
PR_SET_PDEATHSIG = 1


class RunRefused(Exception):
    """The system cannot run here; the text says what to do."""


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us in the background, SIGINT ignored
        signal.signal(number, _leave)
    try:
        with contextlib.ExitStack() as stack:
            port = _free_port(int(os.environ.get("PORT") or 8000))
            assets.provide()
            _database(stack)
            _demo()
            _serve(port)
    except (RunRefused, assets.AssetsRefused, embedded.EmbeddedRefused) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except SystemExit as leaving:
        if isinstance(leaving.code, int):  # a signal; words would be a command's failure
            print("已停止。")
            return 0
        raise
    return 0


def _leave(number: int, _frame: object) -> Never:
    raise SystemExit(128 + number)


def _free_port(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise RunRefused(
                f"端口 {port} 已被占用：请停止占用它的程序，或换一个端口，如 PORT={port + 1} make run。"
            ) from None
    return port


def _database(stack: contextlib.ExitStack) -> None:
    """The embedded PostgreSQL and its queues, or what the environment names: with structure and policy."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if not os.environ.get("DATABASE_URL"):
        cluster = stack.enter_context(embedded.joined(embedded.locate()))
        if cluster.home != PLACE:
            print(f"数据在 {cluster.home}。")
        os.environ.update(local.told())
        readiness.make_ready(cluster.home)
    elif not os.environ.get("CELERY_BROKER_URL"):
        raise RunRefused("设置了 DATABASE_URL 时也请设置 CELERY_BROKER_URL（如 redis://127.0.0.1:6379/0）。")
    else:
        os.environ.update(local.told())
        with _connected():
            readiness.prepare()


def _connected() -> psycopg.Connection:
    try:
        return psycopg.connect(os.environ["DATABASE_URL"])
    except psycopg.OperationalError as error:
        raise RunRefused(f"连不上 DATABASE_URL 所指的数据库：{str(error).splitlines()[0]}") from None


def _demo() -> None:
    """The demo city, where nobody has an account yet."""
    with _connected() as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM accounts_user WHERE is_active)").fetchone()
    if row == (False,):
        print("首次启动：正在生成演示城市……", flush=True)
        readiness.manage("demo")


def _serve(port: int) -> None:
    """Start web, worker and beat, say where they are, and stay until one ends or a signal comes."""
    LOGS.mkdir(parents=True, exist_ok=True)
    bin_folder = Path(sys.executable).parent
    celery: list[str | Path] = [bin_folder / "celery", "--quiet", "--app", "config"]
    gunicorn: list[str | Path] = [
        bin_folder / "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "3",
    ]
    schedule = PLACE / "celerybeat-schedule"
    with contextlib.ExitStack() as stack:
        started: dict[str, subprocess.Popen[bytes]] = {}
        stack.callback(_stop, started)
        for kind, command in {
            "web": [*gunicorn, "--timeout", "60", "--log-level", "warning"],
            "worker": [*celery, "worker", "--loglevel=WARNING", "-c", "2", "--without-gossip", "--without-mingle"],
            "beat": [*celery, "beat", "--loglevel=WARNING", "--schedule", schedule, "--pidfile="],
        }.items():
            started[kind] = _start(kind, command)
        _await_answer(port, started)
        print(f"\n就援已启动：http://127.0.0.1:{port}/    （Ctrl-C 停止；日志在 {LOGS}）\n", flush=True)
        subprocess.run([sys.executable, PROJECT / "manage.py", "demo", "--list"], stdin=subprocess.DEVNULL)
        while True:
            _require_all(started)
            time.sleep(0.5)


def _start(kind: str, command: list[str | Path]) -> subprocess.Popen[bytes]:
    """A process in a session of its own, so that Ctrl-C reaches it through us, and it ends when we are killed."""
    libc = ctypes.CDLL(None)
    with (LOGS / f"{kind}.log").open("w") as log:
        return subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | {"PROCESS_KIND": "worker" if kind == "beat" else kind},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM),
        )


def _await_answer(port: int, started: dict[str, subprocess.Popen[bytes]]) -> None:
    for _ in range(SECONDS_TO_ANSWER * 10):
        _require_all(started)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS_TO_ANSWER).close()
        except urllib.error.HTTPError:
            return  # an answer, whatever it says
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RunRefused(f"网站 {SECONDS_TO_ANSWER} 秒内没有应答，请看 {LOGS / 'web.log'}。")


def _require_all(started: dict[str, subprocess.Popen[bytes]]) -> None:
    for kind, process in started.items():
        if process.poll() is not None:
            log = LOGS / f"{kind}.log"
            last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise RunRefused(f"{last}\n{kind} 意外退出（{process.returncode}），请看 {log}。")


def _stop(started: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask all to end, then make them; no second signal interrupts this."""
    with _deaf():
        for process in started.values():
            process.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for process in started.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    yield


if __name__ == "__main__":
    sys.exit(main())
