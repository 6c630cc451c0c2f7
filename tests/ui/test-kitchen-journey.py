#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: `trivet --kitchen STATION` is a display of the kitchen: what the register sends appears on it,
is bumped and brought back, and the counts of the day follow; a station that is not there gets a clear
sentence and an exit status. Method: the real program in training mode with the demo restaurant, driven
by the accessible tree; the second start hands its station over to the program that runs.

  test-kitchen-journey.py TRIVET TRIVETCTL OUTPUT-FOLDER
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import journey  # noqa: E402

PLAN = []
UNKNOWN_STATION = 2


def step(function):
    PLAN.append(function)
    return function


class Test:
    def __init__(self, trivet, output):
        self.trivet = trivet
        self.output = output
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="trivet-kitchen-"))
        self.log = (output / "kitchen.log").open("w", encoding="utf-8")
        self.program = subprocess.Popen([trivet, "--training", "--data", self.data], stderr=self.log, stdout=self.log)
        self.screen = journey.Screen(self.program.pid)

    def again(self, station):
        return subprocess.run([self.trivet, "--training", "--data", self.data, "--kitchen", station],
                              stderr=subprocess.PIPE, stdout=self.log, timeout=journey.PATIENCE_S * 2, text=True)

    def says(self, start):
        return lambda: self.screen.find(start, ("label",), prefix=True)

    def says_not(self, start):
        return lambda: not self.screen.find(start, ("label",), prefix=True)

    def add(self, name, amount):
        self.screen.press(name, lambda: self.screen.find(f"Pay {amount}"), prefix=True)

    def shoot(self, name):
        journey.screenshot("^Kitchen", self.program.pid, self.output / f"{name}.png")

    def end(self):
        self.program.send_signal(signal.SIGTERM)
        try:
            return self.program.wait(30)
        except subprocess.TimeoutExpired:
            self.program.kill()
            return -1


@step
def the_register_opens(test):
    test.screen.wait_button("Mapo tofu ¥32.00", prefix=True)


@step
def an_unknown_station_is_refused(test):
    result = test.again("Bakery")
    if result.returncode != UNKNOWN_STATION:
        raise journey.JourneyError(f"the exit status is {result.returncode}")
    for words in ("There is no station “Bakery”", "Wok"):
        if words not in result.stderr:
            raise journey.JourneyError(f"“{words}” is not in: {result.stderr}")


@step
def the_display_opens(test):
    result = test.again("wok")
    if result.returncode != 0:
        raise journey.JourneyError(f"the exit status is {result.returncode}: {result.stderr}")
    test.screen.wait_text("Kitchen · Wok")
    test.screen.wait_text("Nothing to make")


@step
def what_is_sent_appears(test):
    test.add("Mapo tofu ¥32.00", "¥32.00")
    test.add("Mapo tofu ¥32.00", "¥64.00")
    test.screen.press("Send", test.says("All day: 2 × Mapo tofu"), prefix=True)
    test.screen.wait_text("Open 1")
    unnamed = test.screen.unnamed_controls()
    if unnamed:
        raise journey.JourneyError(f"controls without a name: {unnamed}")
    test.shoot("kitchen-card")


@step
def it_is_bumped(test):
    test.screen.press("Bump ", test.says("Nothing to make"), prefix=True)
    test.screen.wait_text("Done 1")
    journey.wait_until("no count", test.says_not("All day: 2"))


@step
def and_brought_back(test):
    test.screen.press("Bring the last card back", test.says("All day: 2 × Mapo tofu"))
    test.screen.wait_text("Done 0")


@step
def a_second_order_adds_up(test):
    test.add("Mapo tofu ¥32.00", "¥96.00")
    test.screen.press("Send", test.says("All day: 3 × Mapo tofu"), prefix=True)
    test.shoot("kitchen-more")


@step
def alone_it_says_so_too(test):
    if test.end() != 0:
        raise journey.JourneyError("the register did not end well")
    result = test.again("Bakery")
    if result.returncode != UNKNOWN_STATION or "There is no station “Bakery”" not in result.stderr:
        raise journey.JourneyError(f"the exit status is {result.returncode}: {result.stderr}")


def main():
    trivet, output = sys.argv[1], pathlib.Path(sys.argv[3])
    if "TRIVET_TAP_FD" in os.environ:
        sys.stdout = os.fdopen(int(os.environ["TRIVET_TAP_FD"]), "w", encoding="utf-8")
    output.mkdir(parents=True, exist_ok=True)
    print(f"1..{len(PLAN)}", flush=True)
    test = Test(trivet, output)
    failed = 0
    try:
        for number, function in enumerate(PLAN, 1):
            try:
                if failed:
                    raise journey.JourneyError("an earlier step failed")
                function(test)
                print(f"ok {number} - {function.__name__}", flush=True)
            except (journey.JourneyError, subprocess.SubprocessError, OSError) as error:
                failed += 1
                print(f"not ok {number} - {function.__name__}", flush=True)
                print(f"{function.__name__}: {error!r}", file=sys.stderr, flush=True)
                if failed == 1 and test.program.poll() is None:
                    print(f"on the screen: {test.screen.texts()}", file=sys.stderr, flush=True)
    finally:
        if test.program.poll() is None:
            test.end()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
