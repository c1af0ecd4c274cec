#!/bin/sh
# The headless browser of the journeys: the system's Chromium, installed by apt when we may.
set -eu
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "缺少浏览器 chromium，请以 root 运行：apt-get install -y --no-install-recommends chromium fonts-noto-cjk" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
