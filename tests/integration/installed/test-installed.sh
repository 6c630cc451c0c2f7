#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Goal: what is installed works without the folder that it was built in. Method: it is installed
# into an empty folder, which is laid over the real prefix in a namespace of its own, and the sale
# of build-aux/demo is done with it, through the virtual camera.
#
#   test-installed.sh SOURCE-FOLDER BUILD-FOLDER PREFIX
set -eu
source=$1
build=$2
prefix=$3

if ! unshare -rm mount -t overlay overlay -o lowerdir=/usr:/etc /etc 2> /dev/null; then
  echo "1..0 # SKIP no overlays in namespaces on this machine"
  exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/trivet-installed-XXXXXX")
trap 'rm -rf "$work"' EXIT
echo 1..2

DESTDIR=$work/root meson install -C "$build" --no-rebuild --quiet > "$work/install.log" 2>&1
missing=
for file in bin/trivet bin/trivetctl bin/trivet-sandbox \
  share/applications/org.trivetpos.Trivet.desktop share/metainfo/org.trivetpos.Trivet.metainfo.xml \
  share/icons/hicolor/scalable/apps/org.trivetpos.Trivet.svg \
  share/icons/hicolor/symbolic/apps/org.trivetpos.Trivet-symbolic.svg \
  share/locale/zh_CN/LC_MESSAGES/trivet.mo share/trivet/wallets.ini; do
  [ -f "$work/root$prefix/$file" ] || missing="$missing $file"
done
if [ -z "$missing" ]; then
  echo "ok 1 /installed/files"
else
  echo "not ok 1 /installed/files - missing:$missing"
fi

# demo-sale looks for programs as they lie in a build folder.
mkdir -p "$work/build/src/app" "$work/sale"
ln -s "$prefix/bin/trivet" "$prefix/bin/trivetctl" "$work/build/src/app/"
glib-compile-schemas "$work/root$prefix/share/glib-2.0/schemas"
convert -size 1280x720 xc:'#303034' -type TrueColor "PNG24:$work/sale/camera.png"

# The library that drives the accessible tree warns of what has gone meanwhile.
unset G_DEBUG
unset GSETTINGS_SCHEMA_DIR TRIVET_LOCALEDIR DBUS_SESSION_BUS_ADDRESS NO_AT_BRIDGE
export GSETTINGS_BACKEND=memory TRIVET_TEST_CAMERA="$build/tests/support/camera/trivet-test-camera"
cd "$source"
# shellcheck disable=SC2016
if unshare -rm sh -c '
    mount -t overlay overlay -o "lowerdir=$1/root$2:$2" "$2"
    tests/support/desktop-session.sh -s 1900x900 \
      tests/support/camera/camera-session.sh --keep-bus --label "Counter camera" "$1/sale/camera.png" -- \
      /usr/bin/python3 build-aux/demo-sale "$1/build" "$1/sale"' \
    - "$work" "$prefix" > "$work/sale.log" 2>&1; then
  echo "ok 2 /installed/sale"
else
  echo "not ok 2 /installed/sale"
  tail -n 30 "$work/sale.log" "$work/sale/register.log" | sed 's/^/# /'
fi
