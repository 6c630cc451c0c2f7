#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Gives the kitchen's journey its desktop:
#   run-kitchen-journey.sh JOURNEY TRIVET TRIVETCTL OUTPUT-FOLDER
set -eu

support=$(cd "$(dirname "$0")/../support" && pwd)
# The servers of the desktop write to standard output; only the journey may speak TAP there.
exec 9>&1 1>&2
export TRIVET_TAP_FD=9
exec "$support/desktop-session.sh" -s 1920x1080 /usr/bin/python3 "$@"
