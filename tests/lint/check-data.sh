#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Goal: what the desktop reads is well-formed. Method: the desktop's own checkers.
set -eu
desktop=$(realpath "$2")
metainfo=$(realpath "$3")
cd "$1"
desktop-file-validate "$desktop"
appstreamcli validate --no-net "$metainfo"
glib-compile-schemas --strict --dry-run data
find resources -name '*.ui' -o -name '*.gresource.xml' | xargs xmllint --noout
