#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Goal: no spelling mistakes in code and texts. Method: codespell, with the vendors' own
# misspellings (NOTSUPORTCARD, INVAILID) allowed.
set -eu
cd "$1"
git -c safe.directory="$PWD" ls-files 'src/*' 'tests/*' '*.md' 'data/*' 'build-aux/*' 'resources/*' \
  ':!tests/fixtures/*' ':!resources/demo/*' |
  xargs codespell --ignore-words tests/lint/words-allowed.txt
