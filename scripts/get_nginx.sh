#!/bin/sh
# Make sure that the tests of deploy/ find an nginx: one that is there, else Debian's package where
# root or sudo can install it. Without one these tests are skipped, on a build server they fail.
set -eu
PATH="$PATH:/usr/local/sbin:/usr/sbin"

if command -v nginx >/dev/null && command -v openssl >/dev/null; then
    exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
fi
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing the nginx package"
    if $as_root apt-get install -y -q --no-install-recommends nginx openssl \
        || { $as_root apt-get update -q && $as_root apt-get install -y -q --no-install-recommends nginx openssl; }; then
        # The tests start their own; nothing should answer on port 80 because of them.
        if [ -d /run/systemd/system ]; then
            $as_root systemctl disable --now nginx
        fi
        exit 0
    fi
fi

echo "nginx is not installed: the tests of deploy/ are skipped"
