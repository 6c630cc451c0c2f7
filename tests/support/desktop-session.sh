#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command on a desktop of its own that can be seen and driven through the accessible tree:
#
#   desktop-session.sh [-s WIDTHxHEIGHT] COMMAND [ARGUMENT…]
#
# A virtual X server, a window manager, a session bus that can start nothing but the accessibility
# bus, and fresh folders. Everything ends with the command, whose exit status is returned.
set -eu

size=1800x900
if [ "$1" = -s ]; then
  size=$2
  shift 2
fi

for program in Xvfb openbox dbus-run-session; do
  command -v "$program" > /dev/null || { echo "desktop-session.sh: $program is missing" >&2; exit 99; }
done

home=$(mktemp -d "${TMPDIR:-/tmp}/trivet-desktop-XXXXXX")
servers=
finish () {
  for pid in $servers; do
    kill "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
  done
  rm -rf "$home"
}
trap finish EXIT
trap 'exit 143' TERM INT HUP

mkdir -m 0700 "$home/run" "$home/cache" "$home/config" "$home/data" "$home/services"
cp /usr/share/dbus-1/services/org.a11y.Bus.service "$home/services/"
cat > "$home/bus.conf" << CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$home/run</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$home/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF

mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3> "$home/display" > "$home/xvfb.log" 2>&1 &
servers="$! $servers"
read -r number < "$home/display"

# What the bus starts inherits its environment, so all of it is set before the bus.
export DISPLAY=":$number"
export XDG_RUNTIME_DIR="$home/run" XDG_CACHE_HOME="$home/cache" XDG_CONFIG_HOME="$home/config"
export XDG_DATA_HOME="$home/data"
export GDK_BACKEND=x11 GSK_RENDERER="${GSK_RENDERER:-cairo}"
unset WAYLAND_DISPLAY GTK_THEME GTK_DEBUG GTK_A11Y DBUS_SESSION_BUS_ADDRESS NO_AT_BRIDGE || true
openbox > "$home/openbox.log" 2>&1 &
servers="$! $servers"

status=0
dbus-run-session --config-file="$home/bus.conf" -- "$@" || status=$?
exit "$status"
