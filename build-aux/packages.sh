# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What Trivet needs from Debian, and how the two commands install what is missing. Sourced.

# To build and to run.
packages_build="
  adwaita-icon-theme ca-certificates dbus dbus-daemon desktop-file-utils fonts-cantarell fonts-inter fonts-noto-cjk
  fonts-noto-color-emoji gcc gettext glib-networking gstreamer1.0-pipewire
  gstreamer1.0-plugins-bad gstreamer1.0-plugins-base gstreamer1.0-plugins-good
  hicolor-icon-theme libadwaita-1-dev libarchive-dev libc6-dev libglib2.0-bin libgstreamer-plugins-base1.0-dev
  libgstreamer1.0-dev libgtk-4-bin libgtk-4-dev libicu-dev libjson-glib-dev libqrencode-dev
  librsvg2-common libsoup-3.0-dev libsqlite3-dev libssl-dev libzbar-dev meson ninja-build
  pkg-config
"

# For the demo without a display.
packages_demo="
  at-spi2-core dbus-x11 gir1.2-atspi-2.0 imagemagick libpipewire-0.3-dev openbox pipewire
  python3 python3-gi wireplumber x11-utils xdotool xvfb
"

# For the tests.
packages_test="
  appstream clang-format codespell g++ git gstreamer1.0-tools libx11-dev libxml2-utils libzxing-dev openssl patch
  poppler-utils socat sqlite3 zbar-tools
"

say () {
  printf '\033[1m==> %s\033[0m\n' "$*"
}

die () {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# Prints those of the named packages that are not installed.
missing_packages () {
  for package; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)
    [ "$status" = installed ] || printf '%s ' "$package"
  done
}

# Installs what is missing, with apt's own progress, and says what.
install_packages () {
  command -v apt-get > /dev/null || die "This needs Debian 12 (apt-get was not found).
On another system install the packages named in build-aux/packages.sh by hand."
  missing=$(missing_packages "$@")
  if [ -z "$missing" ]; then
    say "All packages are installed already"
    return
  fi
  say "Installing from Debian: $missing"
  [ "$(id -u)" = 0 ] || die "Installing needs root. Run as root:
  apt-get update && apt-get install --no-install-recommends $missing"
  apt-get update -q
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}

# Sets a build folder up once and builds; further arguments go to meson setup.
build_in () {
  build_folder=$1
  shift
  if [ ! -f "$build_folder/build.ninja" ]; then
    say "Setting up $build_folder"
    meson setup "$build_folder" "$@"
  fi
  say "Building in $build_folder"
  ninja -C "$build_folder"
}
