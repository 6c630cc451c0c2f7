# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A register in training mode, with the demo restaurant, its gateways and a printer, that is driven by
the accessible tree; and a plan of steps that are told as TAP. Shared by the journeys and the tour.
"""

import contextlib
import gettext
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

import journey

DEMO_PIN = "2468"
SCANS = 4


class Till:
    def __init__(self, trivet, output, *options, data=None, env=None):
        self.output = output
        self.data = data or pathlib.Path(tempfile.mkdtemp(prefix="trivet-journey-"))
        self.printer = journey.Printer()
        self.log = (output / "journey.log").open("w", encoding="utf-8")
        self.program = subprocess.Popen([trivet, "--training", "--data", self.data, "--printer", self.printer.address,
                                         *options], stderr=self.log, stdout=self.log, env=env)
        self.screen = journey.Screen(self.program.pid)
        self.words = gettext.NullTranslations()

    def wait_open(self):
        self.screen.wait_button("Pork xiaolongbao ¥28.00", prefix=True)
        state = self.data / "sandbox"
        self.sandbox = journey.Sandbox(state, journey.sandbox_url(state / "providers.ini"))

    def _(self, text):
        return self.words.gettext(text)

    def shows(self, start):
        return lambda: self.screen.find(start, ("label",), prefix=True)

    def offers(self, name, prefix=False):
        return lambda: self.screen.find(name, journey.BUTTONS, prefix)

    def pay_button(self, amount):
        return self._("Pay %s") % amount

    def dish(self, name, amount, category=None):
        """Adds a dish and waits until the button to pay says so. A long menu shows its end by category."""
        if category is not None:
            self.screen.press(self._(category) if category == "All day" else category,
                              lambda: self.screen.find(name, prefix=True))
        self.screen.press(name, lambda: self.screen.find(self.pay_button(amount)), prefix=True)

    def open_payment(self, amount):
        self.screen.press(self.pay_button(amount), self.shows(self._("Hold the payment code up to the camera")))

    def open_menu(self, entry, effect=None):
        self.screen.press(self._("Menu"), self.offers(self._(entry)))
        self.screen.press(self._(entry), effect)

    def sign_in(self, name, pin):
        """From the pill in the header, by one's name and PIN."""
        self.screen.press("Nobody, change who works here", self.offers(name, prefix=True))
        self.screen.press(name, self.offers("1"), prefix=True)
        self.screen.type_pin(pin, "Sign in")
        self.screen.press("Sign in", self.offers(f"{name}, change who works here"))

    def open_shift(self):
        """With nothing in the drawer."""
        self.open_menu("Drawer and day", self.shows("No shift is open here"))
        self.screen.press("Use a drawer at this register", self.offers("Open a shift", prefix=True))
        self.screen.press("Open a shift", self.offers("Open the shift"), prefix=True)
        self.screen.press("Open the shift", self.shows("Open since"))

    def scan(self, wallet, effect):
        """A hand scanner types faster than a person, on a busy machine now and then not: what it then
        read by halves is refused or passed over, and staff scan again."""
        window = journey.window_id("^Trivet$", self.program.pid)
        subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True)
        code = self.sandbox.code(wallet)
        refused = self.shows(self._("That is not a payment code"))
        for _ in range(SCANS):
            subprocess.run(["xdotool", "type", "--delay", "2", code + "\n"], check=True)
            try:
                journey.wait_until("an answer to the scan", lambda: effect() or refused(), journey.PATIENCE_S / 2)
            except journey.JourneyError:
                continue
            if effect():
                return
        raise journey.JourneyError("the scanner's digits were never taken for a payment code")

    def key(self, name):
        subprocess.run(["xdotool", "key", name], check=True)

    @contextlib.contextmanager
    def counted(self, journey_name, target, beside=""):
        """Counts every tap inside, and says and judges how many they were. What is counted by nobody
        (the guest's phone, money in the hand, a PIN) is named in @beside."""
        before = self.screen.taps
        yield
        taps = self.screen.taps - before
        print(f"# {journey_name}: {taps} taps{beside}, {target} allowed", flush=True)
        if taps > target:
            raise journey.JourneyError(f"{journey_name}: {taps} taps{beside}, {target} are allowed")

    @contextlib.contextmanager
    def not_counted(self):
        """For notes and coins: a count takes as many taps as there is money."""
        before = self.screen.taps
        yield
        self.screen.taps = before

    def no_unnamed(self, page):
        unnamed = self.screen.unnamed_controls()
        if unnamed:
            raise journey.JourneyError(f"controls without a name on the {page} page: {unnamed}")

    def explain(self, name, error, first):
        """On standard error: of a TAP program that failed meson prints nothing else."""
        print(f"{name}: {error!r}", file=sys.stderr, flush=True)
        if not first:
            return
        if self.program.poll() is None:
            print(f"on the screen: {self.screen.texts()}", file=sys.stderr, flush=True)
            journey.screenshot("^Trivet$", self.program.pid, self.output / "failure.png")
        else:
            print(f"the register ended with {self.program.returncode}", file=sys.stderr)
        said = (self.output / "journey.log").read_text(encoding="utf-8", errors="replace").splitlines()
        # The guest's phone asks for news twice a second.
        said = [line for line in said if "GET /phone/events: 200" not in line]
        print("\n".join(said[-60:]), file=sys.stderr, flush=True)

    def end(self):
        self.program.send_signal(signal.SIGTERM)
        try:
            return self.program.wait(30)
        except subprocess.TimeoutExpired:
            self.program.kill()
            return -1


def run_plan(plan, make_test, output):
    """Runs the steps one after the other; after one that failed the others cannot go on."""
    if "TRIVET_TAP_FD" in os.environ:
        sys.stdout = os.fdopen(int(os.environ["TRIVET_TAP_FD"]), "w", encoding="utf-8")
    output.mkdir(parents=True, exist_ok=True)
    print(f"1..{len(plan)}", flush=True)
    test = make_test(output)
    failed = 0
    try:
        for number, function in enumerate(plan, 1):
            try:
                if failed:
                    raise journey.JourneyError("an earlier step failed")
                function(test)
                print(f"ok {number} - {function.__name__}", flush=True)
            except (journey.JourneyError, subprocess.CalledProcessError, OSError, StopIteration) as error:
                failed += 1
                print(f"not ok {number} - {function.__name__}", flush=True)
                test.explain(function.__name__, error, failed == 1)
    finally:
        if test.program.poll() is None:
            test.end()
    return 1 if failed else 0
