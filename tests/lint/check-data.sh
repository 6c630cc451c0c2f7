#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Goal: what the desktop reads is well-formed. Method: the desktop's own checkers.
set -eu
cd "$1"
desktop-file-validate "$2"
appstreamcli validate --no-net "$3"
glib-compile-schemas --strict --dry-run data
find resources -name '*.ui' -o -name '*.gresource.xml' | xargs xmllint --noout
