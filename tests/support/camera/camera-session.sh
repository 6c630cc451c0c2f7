#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command in a session of its own with a camera that shows a picture:
#
#   camera-session.sh [--no-camera] [--keep-bus] [--size WxH] [--label TEXT] [PICTURE] -- COMMAND [ARGUMENT...]
#
# The session has its own XDG_RUNTIME_DIR, PipeWire and WirePlumber, and a D-Bus that starts no
# service (--keep-bus: the caller's bus), and ends with the command, whose exit status it returns. The command may replace PICTURE, which TRIVET_TEST_PICTURE
# names; with --no-camera it plugs cameras in itself: "$TRIVET_TEST_CAMERA" PICTURE.
# TRIVET_TEST_CAMERA names the camera program; it is looked for beside this script and in PATH.
set -eu

fail () {
  echo "camera-session.sh: $*" >&2
  exit 99
}

# Waits until the command "$@" succeeds, as long as the last server lives, at most ten seconds.
wait_for () {
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] && kill -0 "$server" 2>/dev/null || return 1
    sleep 0.05
  done
}

has_line () {
  grep -q "$1" "$2"
}

# A session manager is there when it has published the default metadata.
has_manager () {
  pw-cli ls Client | grep -q 'application.name = "WirePlumber"'
}

outer () {
  camera=yes
  bus=own
  size=1280x720
  label='Test camera'
  picture=
  while [ $# -gt 0 ]; do
    case $1 in
      --no-camera) camera=no; shift ;;
      --keep-bus) bus=kept; shift ;;
      --size) size=$2; shift 2 ;;
      --label) label=$2; shift 2 ;;
      --) shift; break ;;
      -*) fail "unknown option $1" ;;
      *) [ -z "$picture" ] || fail "more than one picture: $picture, $1"; picture=$1; shift ;;
    esac
  done
  [ $# -gt 0 ] || fail 'no command; use: camera-session.sh PICTURE -- COMMAND'
  [ "$camera" = no ] || [ -r "$picture" ] || fail "the picture '$picture' cannot be read"

  for program in dbus-run-session pipewire wireplumber pw-cli; do
    command -v "$program" >/dev/null || fail "$program is missing: apt-get install dbus pipewire pipewire-bin wireplumber"
  done
  here=$(cd "$(dirname "$0")" && pwd)
  if [ -z "${TRIVET_TEST_CAMERA:-}" ]; then
    TRIVET_TEST_CAMERA=$here/trivet-test-camera
    [ -x "$TRIVET_TEST_CAMERA" ] || TRIVET_TEST_CAMERA=$(command -v trivet-test-camera) || fail 'set TRIVET_TEST_CAMERA to the camera program'
  fi
  [ -x "$TRIVET_TEST_CAMERA" ] || fail "$TRIVET_TEST_CAMERA is no program"

  runtime=$(mktemp -d "${TMPDIR:-/tmp}/trivet-camera-XXXXXX")
  chmod 0700 "$runtime"
  sed "s|@DIR@|$runtime|" >"$runtime/bus.conf" <<'CONF'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=@DIR@</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
  # Services that the bus would start inherit its environment: set it before.
  export TRIVET_TEST_CAMERA XDG_RUNTIME_DIR="$runtime" PIPEWIRE_RUNTIME_DIR="$runtime"
  export TRIVET_TEST_PICTURE="$picture" TRIVET_CAMERA_SIZE="$size" TRIVET_CAMERA_LABEL="$label" TRIVET_CAMERA_WANTED="$camera"
  unset PIPEWIRE_REMOTE || true

  status=0
  if [ "$bus" = kept ]; then
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || fail 'there is no D-Bus session to keep'
    "$0" --inside "$@" || status=$?
  else
    unset DBUS_SESSION_BUS_ADDRESS || true
    dbus-run-session --config-file="$runtime/bus.conf" -- "$0" --inside "$@" || status=$?
  fi
  rm -rf "$runtime"
  exit "$status"
}

end_servers () {
  for pid in $servers; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in $servers; do
    wait "$pid" 2>/dev/null || true
  done
}

# Starts "$@" with its messages in $log, and remembers it.
serve () {
  "$@" >"$log" 2>&1 &
  server=$!
  servers="$server $servers"
}

broken () {
  cat "$log" >&2
  fail "$1 did not start; its messages are above"
}

inside () {
  servers=
  trap end_servers EXIT
  trap 'exit 143' TERM INT HUP

  log=$XDG_RUNTIME_DIR/pipewire.log
  serve pipewire
  wait_for test -S "$XDG_RUNTIME_DIR/pipewire-0" || broken PipeWire
  # WirePlumber 0.4 ends when logind's folders are missing, as in a container without systemd.
  [ -d /run/systemd/seats ] || mkdir -p /run/systemd/seats /run/systemd/sessions /run/systemd/users 2>/dev/null || true
  log=$XDG_RUNTIME_DIR/wireplumber.log
  serve wireplumber
  wait_for has_manager || broken WirePlumber
  if [ "$TRIVET_CAMERA_WANTED" = yes ]; then
    log=$XDG_RUNTIME_DIR/camera.log
    serve "$TRIVET_TEST_CAMERA" --size "$TRIVET_CAMERA_SIZE" --label "$TRIVET_CAMERA_LABEL" "$TRIVET_TEST_PICTURE"
    wait_for has_line ready "$log" || broken 'the camera'
    export TRIVET_CAMERA_PID="$server"
  fi

  status=0
  "$@" || status=$?
  exit "$status"
}

if [ "${1:-}" = --inside ]; then
  shift
  inside "$@"
else
  outer "$@"
fi
