#!/bin/sh
# Makes .venv and installs the locked packages into it: `scripts/setup.sh run`, or `scripts/setup.sh dev` for the tools.
set -eu
cd "$(dirname "$0")/.."
PATH=${PATH#"$PWD/.venv/bin:"}  # the system's python3, not that of a .venv which may be half made

refuse() { echo "$1" >&2; exit 1; }
free_mb() { df -Pm . | awk 'NR == 2 { print $4 }'; }

python=${PYTHON:-python3}
files="-r requirements.txt -r requirements-embedded.txt"
needed=600
if [ "$1" = dev ]; then
    files="$files -r requirements-dev.txt"
    needed=1000
fi

command -v "$python" >/dev/null ||
    refuse "缺少 python3，请以 root 运行：apt-get install -y python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    refuse "需要 Python 3.11 以上，而 $python 是 $("$python" -V)；可用 PYTHON=路径 make run 指定。"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    refuse "缺少系统包 python3-venv，请以 root 运行：apt-get install -y python3-venv"
[ "$(free_mb)" -ge "$needed" ] ||
    refuse "磁盘已满：此处只剩 $(free_mb) MB，安装至少需要 $needed MB，请清理后再试。"

[ -x .venv/bin/pip ] || "$python" -m venv --clear .venv

echo "正在安装 Python 包……"
if command -v uv >/dev/null &&
    UV_PYTHON_DOWNLOADS=never uv pip install --quiet --python .venv/bin/python --require-hashes $files 2>/dev/null; then
    :
else
    .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes $files ||
        refuse "Python 包安装失败：请检查网络和磁盘（剩 $(free_mb) MB）后再试。"
fi
touch .venv/.installed-run ".venv/.installed-$1"
