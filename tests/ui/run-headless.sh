#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a program on a screen of its own: a fresh X server, fresh folders, no session bus (GTK
# would start one that outlives the test), and the renderer that needs no graphics card.
#   run-headless.sh [-s WIDTHxHEIGHT] PROGRAM [ARGUMENT…]
set -eu

size=1920x1080
if [ "$1" = "-s" ]; then
  size=$2
  shift 2
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/trivet-ui-XXXXXX")
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT
trap 'exit 143' TERM INT HUP

mkdir -m 0700 "$home/run" "$home/cache" "$home/config" "$home/data"

# The server writes the number of its display into this pipe when it listens.
mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$home/display" >"$home/xvfb.log" 2>&1 &
server=$!
read -r number <"$home/display"

export DISPLAY=":$number"
export XDG_RUNTIME_DIR="$home/run"
export XDG_CACHE_HOME="$home/cache"
export XDG_CONFIG_HOME="$home/config"
export XDG_DATA_HOME="$home/data"
export GDK_BACKEND=x11
export GSK_RENDERER="${GSK_RENDERER:-cairo}"
export GTK_A11Y="${GTK_A11Y:-test}"
export DBUS_SESSION_BUS_ADDRESS="${DBUS_SESSION_BUS_ADDRESS:-disabled:}"
unset WAYLAND_DISPLAY GTK_THEME GTK_DEBUG || true

status=0
"$@" || status=$?
exit $status
