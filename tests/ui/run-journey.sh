#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Gives a journey its desktop and, unless it needs none, its camera; the output folder is the last
# argument:
#   run-journey.sh [-t] JOURNEY CAMERA-PROGRAM|none [ARGUMENT…] OUTPUT-FOLDER
# With -t it is a tour: a screen of 1024 × 768.
set -eu

screen='-s 1900x900'
if [ "$1" = -t ]; then
  screen='-s 1024x768'
  shift
fi
support=$(cd "$(dirname "$0")/../support" && pwd)
journey=$1
TRIVET_TEST_CAMERA=$2
shift 2
for output; do :; done
mkdir -p "$output"
# The servers of the desktop write to standard output; only the journey may speak TAP there.
exec 9>&1 1>&2
export TRIVET_TAP_FD=9
if [ "$TRIVET_TEST_CAMERA" = none ]; then
  # shellcheck disable=SC2086
  exec "$support/desktop-session.sh" $screen /usr/bin/python3 "$journey" "$@"
fi
convert -size 1280x720 xc:'#303034' -type TrueColor "PNG24:$output/camera.png"
export TRIVET_TEST_CAMERA
exec "$support/desktop-session.sh" -s 1900x900 \
  "$support/camera/camera-session.sh" --keep-bus --label 'Counter camera' "$output/camera.png" -- \
  /usr/bin/python3 "$journey" "$@"
