#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: what staff do all day takes no more taps than the design allows. Method: the real program with
its real store and gateways, driven by the accessible tree; each tap goes through one helper that counts
it, what happens in between is done by hand too but not counted, and each journey says its number and its
target. A PIN with the key that ends it, the money that is counted and what a hand scanner types are no
taps. A code that is scanned stands for the card until there are terminals.

  test-taps.py TRIVET OUTPUT-FOLDER
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import journey  # noqa: E402
import till  # noqa: E402

PLAN = []
LIN_MEI_PIN = "1357"


def step(function):
    PLAN.append(function)
    return function


@step
def quick_cash_sale(test):
    screen = test.screen
    test.wait_open()
    journey.place_window("^Trivet$", test.program.pid, 0, 0)
    with test.counted("quick cash sale, two dishes, one choice", 4):
        screen.press("Wonton soup ¥29.00", test.offers("Pay ¥29.00"), prefix=True)
        screen.press("Dan dan noodles ¥26.00", test.offers("Mild"), prefix=True)
        screen.press("Mild", test.offers("Pay ¥55.00"))
        screen.press("Exactly ¥55.00 in cash", test.shows("Paid ¥55.00"))
    screen.press("Next customer", test.offers("Pay ¥0.00"))


@step
def quick_sale_by_code(test):
    screen = test.screen
    with test.counted("quick sale by a guest's code", 3, " and a scan"):
        screen.press("Wonton soup ¥29.00", test.offers("Pay ¥29.00"), prefix=True)
        screen.press("Dan dan noodles ¥26.00", test.offers("Mild"), prefix=True)
        screen.press("Mild", test.offers("Pay ¥55.00"))
        test.scan("wechat", test.shows("Paid ¥55.00"))
    screen.press("Next customer", test.offers("Pay ¥0.00"))


@step
def a_scan_without_dishes_charges_nothing(test):
    test.scan("alipay", test.shows("Nothing is due yet"))
    test.dish("Wonton soup ¥29.00", "¥29.00")
    test.screen.press("Exactly ¥29.00 in cash", test.shows("Paid ¥29.00"))
    test.screen.press("Next customer", test.offers("Pay ¥0.00"))


@step
def a_table_pays_in_two_bills(test):
    screen = test.screen
    screen.press("Tables", test.offers("Table 7", prefix=True))
    screen.press("Table 7", test.offers("2 guests"), prefix=True)
    screen.press("2 guests", test.offers("Pay ¥0.00"))
    test.dish("Wonton soup ¥29.00", "¥29.00")
    test.dish("Mapo tofu ¥32.00", "¥61.00")
    screen.press("Tables", test.offers("Table 7", prefix=True))
    with test.counted("a table's bill for two, cash and code", 10, " and a scan"):
        screen.press("Table 7", test.offers("Pay ¥61.00"), prefix=True)
        screen.press("Split", test.offers("1 × Mapo tofu, ¥32.00, bill 1"))
        screen.press("1 × Mapo tofu, ¥32.00, bill 1")
        screen.press("Bill 2", test.offers("1 × Mapo tofu, ¥32.00, bill 2"))
        screen.press("Pay ¥29.00, bill 1", test.shows("Hold the payment code up to the camera"))
        screen.press("Cash", test.offers("Exactly ¥29.00"), prefix=True)
        screen.press("Exactly ¥29.00", test.shows("Paid ¥29.00"))
        screen.press("Next bill", test.offers("Pay ¥32.00, bill 2"))
        screen.press("Pay ¥32.00, bill 2", test.shows("Hold the payment code up to the camera"))
        test.scan("wechat", test.shows("Paid ¥32.00"))
        screen.press("Next customer", test.offers("Table 7", prefix=True))


@step
def one_line_is_given_back(test):
    screen = test.screen
    test.key("Escape")
    with test.counted("the way to past orders", 2):
        test.open_menu("Past orders", test.offers("Order 0002", prefix=True))
    with test.counted("refund of one line, from the list of past orders", 4, " and a PIN"):
        screen.press("Order 0002", lambda: screen.is_sensitive("Refund …"), prefix=True)
        screen.press("Refund …", lambda: screen.is_sensitive("Give back one more Wonton soup"))
        screen.press("Give back one more Wonton soup", lambda: screen.is_sensitive("Not as ordered"))
        screen.press("Not as ordered", test.offers("Approve"))
    screen.type_pin(till.DEMO_PIN)
    screen.press("Approve", test.shows("Refunded"))
    screen.press("‹ Back", test.offers("‹ Back to order"))
    screen.press("‹ Back to order", test.offers("Pay ¥0.00"))


@step
def a_shift_is_closed(test):
    screen = test.screen
    test.open_shift()
    with test.counted("shift close, from the drawer's page", 3, " and the count"):
        screen.press("Count and close", test.offers("One more ¥5", prefix=True))
        with test.not_counted():
            screen.press("One more ¥5", test.shows("¥5.00"))
        screen.press("That is what is there", test.shows("Too much"))
        screen.press("Close the shift", test.shows("No shift is open here"))
    screen.press("‹ Back to order", test.offers("Pay ¥0.00"))


@step
def a_sent_dish_is_voided_by_a_manager(test):
    screen = test.screen
    test.sign_in("Lin Mei", LIN_MEI_PIN)
    screen.press("Tables", test.offers("Table 8", prefix=True))
    screen.press("Table 8", test.offers("2 guests"), prefix=True)
    screen.press("2 guests", test.offers("Pay ¥0.00"))
    test.dish("Mapo tofu ¥32.00", "¥32.00")
    test.dish("Wonton soup ¥29.00", "¥61.00")
    screen.press("Send 2", lambda: not screen.is_sensitive("Send"))
    with test.counted("void of a sent line", 3, " and a manager's PIN"):
        screen.press("1 Mapo tofu", test.offers("Void this line"), prefix=True)
        screen.press("Void this line", test.offers("Wrong dish ordered"))
        screen.press("Wrong dish ordered", test.offers("Approve"))
    screen.type_pin(till.DEMO_PIN)
    screen.press("Approve", test.offers("Pay ¥29.00"))


@step
def the_register_ends_in_good_order(test):
    if test.end() != 0:
        raise journey.JourneyError("the register did not end in good order")


class Kiosk(till.Till):
    """A store and gateways of its own."""

    def wait_open(self):
        self.screen.wait_button("Eat here")
        state = self.data / "sandbox"
        self.sandbox = journey.Sandbox(state, journey.sandbox_url(state / "providers.ini"))


@step
def a_guest_orders_alone(test):
    output = test.output / "kiosk"
    output.mkdir(exist_ok=True)
    kiosk = Kiosk(sys.argv[1], output, "--kiosk")
    screen = kiosk.screen
    try:
        kiosk.wait_open()
        with kiosk.counted("kiosk order with one option", 5, " and a scan"):
            screen.press("Eat here", kiosk.offers("Pay ¥0.00"))
            screen.press("Noodles", kiosk.offers("Add Dan dan noodles, ¥26.00"))
            screen.press("Add Dan dan noodles, ¥26.00", kiosk.offers("Mild"))
            screen.press("Mild", kiosk.offers("Pay ¥26.00"))
            screen.press("Pay ¥26.00", kiosk.shows("Show your payment code"))
            kiosk.scan("wechat", kiosk.shows("Paid ¥26.00"))
        kiosk.no_unnamed("kiosk's")
        if kiosk.sandbox.ledger()["totals"]["kept_minor"] != 2600:
            raise journey.JourneyError("the wallets did not get what the guest paid, once")
        journey.wait_until("the receipt", lambda: kiosk.printer.papers)
        screen.press("Done", kiosk.offers("Eat here"), prefix=True)
    finally:
        status = kiosk.end()
    if status != 0:
        raise journey.JourneyError("the kiosk did not end in good order")


if __name__ == "__main__":
    sys.exit(till.run_plan(PLAN, lambda output: till.Till(sys.argv[1], output), pathlib.Path(sys.argv[2])))
