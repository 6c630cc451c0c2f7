# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a running register as a person with a screen reader would: by names in the accessible
tree. Shared by the journey tests, the demo and its tour; till.py starts a register to drive.

GTK 4.8 plays a button's press for about 0.3 s and loses further presses meanwhile, so every press
is followed by waiting for its effect; nothing here sleeps for a fixed time.
"""

import json
import os
import pathlib
import socket
import ssl
import subprocess
import threading
import time
import urllib.request

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = float(os.environ.get("TRIVET_JOURNEY_PATIENCE", "30"))
BUTTONS = ("push button", "button", "toggle button")


class JourneyError(Exception):
    """Something that a person would have seen did not appear."""


def wait_until(what, probe, patience=None):
    """Asks at least a few times: on a busy machine one look at the whole screen may outlast patience."""
    deadline = time.monotonic() + (patience or PATIENCE_S)
    tries = 0
    while tries < 3 or time.monotonic() < deadline:
        value = probe()
        if value:
            return value
        tries += 1
        time.sleep(0.05)
    raise JourneyError(f"waited in vain for {what}")


def walk(node, depth=0):
    """What a person sees, below @node, and pages that were seen before. Each question to the program is
    a round trip: whatever is not seen is not entered."""
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    # The newest window first.
    for i in range(count) if depth > 0 else reversed(range(count)):
        try:
            child = node.get_child_at_index(i)
        except GLib.Error:
            continue
        if child is None or depth > 60:
            continue
        seen = is_seen(child)
        if seen:
            yield child
        # The page of a stack has no place of its own; what is on it has.
        if seen or child.get_component_iface() is None:
            yield from walk(child, depth + 1)


def get_role(node):
    try:
        return node.get_role_name()
    except GLib.Error:
        return None


def is_seen(node):
    """GTK 4.8 sets "showing" on windows only; what counts is visible and has a size."""
    try:
        if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
            return False
        extents = node.get_extents(Atspi.CoordType.WINDOW)
    except GLib.Error:
        return False
    return extents.width > 0 and extents.height > 0


class Screen:
    """All windows of one program."""

    def __init__(self, pid):
        self.pid = pid
        self.taps = 0
        self.app = wait_until("the program in the accessible tree", self._find_app)

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            try:
                if app is not None and app.get_process_id() == self.pid:
                    return app
            except GLib.Error:
                continue
        return None

    def nodes(self):
        """What is seen, with its name."""
        self.app.clear_cache()
        for node in walk(self.app):
            try:
                yield node, (node.get_name() or "").replace("_", "")
            except GLib.Error:
                continue

    def find(self, name, roles=None, prefix=False):
        for node, text in self.nodes():
            same = text.startswith(name) if prefix else text == name
            if same and (roles is None or get_role(node) in roles):
                return node
        return None

    def texts(self):
        return [text for node, text in self.nodes() if text and get_role(node) == "label"]

    def wait_text(self, start, patience=None):
        return wait_until(f"the words “{start}”", lambda: self.find(start, ("label",), prefix=True), patience)

    def wait_button(self, name, prefix=False, patience=None):
        return wait_until(f"the button “{name}”", lambda: self.find(name, BUTTONS, prefix), patience)

    def press(self, name, effect=None, prefix=False, patience=None):
        """Presses a button once it can be pressed, and waits until effect() is true."""
        def sensitive():
            node = self.find(name, BUTTONS, prefix)
            if node and node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                return node
            return None
        node = wait_until(f"the button “{name}”", sensitive, patience)
        self.taps += 1
        if effect is None:
            node.get_action_iface().do_action(0)
            return
        deadline = time.monotonic() + (patience or PATIENCE_S)
        while time.monotonic() < deadline:
            node.get_action_iface().do_action(0)
            try:
                wait_until("an effect", effect, PATIENCE_S / 3)
                return
            except JourneyError:
                # The press fell into the animation of another one.
                node = self.find(name, BUTTONS, prefix)
                if node is None:
                    wait_until(f"the effect of “{name}”", effect, 5)
                    return
        raise JourneyError(f"“{name}” was pressed without effect")

    def type_pin(self, digits, key="Approve"):
        """On the pad that has @key. Behind it lie other keypads: GTK 4.8 leaves them their size."""
        pad = wait_until("the pad", lambda: self.find(key, BUTTONS)).get_parent()
        for count, digit in enumerate(digits, 1):
            next(node for node in walk(pad) if node.get_name() == digit).get_action_iface().do_action(0)
            wait_until(f"digit {count} of the PIN", lambda: self.find(f"{count} digit", ("label",), prefix=True))

    def is_sensitive(self, name, prefix=False):
        node = self.find(name, BUTTONS, prefix)
        return node and node.get_state_set().contains(Atspi.StateType.SENSITIVE)

    def type_into(self, name, text):
        node = wait_until(f"the field “{name}”", lambda: self.find(name, ("text", "entry")))
        node.get_editable_text_iface().set_text_contents(text)

    def unnamed_controls(self):
        return [f"{get_role(node)} {text!r}" for node, text in self.nodes()
                if text in ("", "GtkImage", "GtkBox", "GtkOverlay", "GtkLabel")
                and get_role(node) in BUTTONS + ("text", "entry", "switch")]


class Sandbox:
    """The training gateways as the owner of the phone, and their books."""

    def __init__(self, state, url):
        self.url = url
        self.token = (state / "admin-token").read_text().strip()
        self.context = ssl.create_default_context(cafile=str(state / "ca.pem"))

    def _ask(self, method, path):
        request = urllib.request.Request(self.url + path, method=method, data=b"" if method == "POST" else None)
        request.add_header("Authorization", "Bearer " + self.token)
        with urllib.request.urlopen(request, context=self.context, timeout=10) as answer:
            return json.loads(answer.read() or b"{}")

    def scenario(self, name):
        self._ask("POST", f"/scenario?name={name}")

    def code(self, wallet):
        return self._ask("POST", f"/phone/code?wallet={wallet}")["code"]

    def ledger(self):
        return self._ask("GET", "/ledger")


class Printer:
    """A receipt printer on TCP port 9100's pattern: keeps what it is sent, byte for byte."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.papers = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self):
        return f"tcp:127.0.0.1:{self.server.getsockname()[1]}"

    def _serve(self):
        while True:
            line, _ = self.server.accept()
            with line:
                paper = b""
                while chunk := line.recv(65536):
                    paper += chunk
                self.papers.append(paper)


def sandbox_url(providers):
    for line in pathlib.Path(providers).read_text(encoding="utf-8").split("\n"):
        if line.startswith("base-url=") and "gateway.do" not in line:
            return line.split("=", 1)[1].strip()
    raise JourneyError("the provider file names no base-url")


def window_id(title, pid):
    out = subprocess.run(["xdotool", "search", "--all", "--pid", str(pid), "--name", title],
                         capture_output=True, text=True, check=False).stdout.split()
    return out[-1] if out else None


def screenshot(title, pid, path):
    window = wait_until(f"the window “{title}”", lambda: window_id(title, pid))
    subprocess.run(["import", "-window", window, str(path)], check=True)


def place_window(title, pid, x, y):
    window = wait_until(f"the window “{title}”", lambda: window_id(title, pid))
    subprocess.run(["xdotool", "windowmove", window, str(x), str(y)], check=True)
    return window


def window_shows_light(title, pid, x, y):
    """Whether the place (fractions of the window) is brighter than half."""
    window = window_id(title, pid)
    out = subprocess.run(["import", "-window", window, "-crop", "1x1+%d+%d" % (1366 * x, 768 * y), "-colorspace", "Gray",
                          "-format", "%[fx:mean]", "info:-"], capture_output=True, text=True, check=False).stdout
    return out.strip() != "" and float(out.split()[0]) > 0.5
