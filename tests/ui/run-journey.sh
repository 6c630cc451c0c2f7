#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Gives a journey its desktop and its camera:
#   run-journey.sh JOURNEY CAMERA-PROGRAM TRIVET TRIVETCTL OUTPUT-FOLDER
set -eu

support=$(cd "$(dirname "$0")/../support" && pwd)
journey=$1
TRIVET_TEST_CAMERA=$2
shift 2
output=$3
mkdir -p "$output"
convert -size 1280x720 xc:'#303034' -type TrueColor "PNG24:$output/camera.png"
export TRIVET_TEST_CAMERA
# The servers of the desktop write to standard output; only the journey may speak TAP there.
exec 9>&1 1>&2
export TRIVET_TAP_FD=9
exec "$support/desktop-session.sh" -s 1900x900 \
  "$support/camera/camera-session.sh" --keep-bus --label 'Counter camera' "$output/camera.png" -- \
  /usr/bin/python3 "$journey" "$@"
