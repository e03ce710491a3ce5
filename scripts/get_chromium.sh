#!/bin/sh
# Make sure that the browser tests find a Chromium: one on the PATH, else Debian's
# package where root or sudo can install it, else Playwright's own download.
set -eu
python="${1:-python3}"

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
    || command -v google-chrome >/dev/null; then
    exit 0
fi
if "$python" -c 'import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())'; then
    exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
fi
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing the chromium package"
    if $as_root apt-get install -y -q --no-install-recommends chromium \
        || { $as_root apt-get update -q && $as_root apt-get install -y -q --no-install-recommends chromium; }; then
        exit 0
    fi
fi

echo "Installing Playwright's Chromium"
exec "$python" -m playwright install chromium
