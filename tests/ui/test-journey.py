#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: a person who sees only the accessible tree can sell in English and in Chinese, by camera, by
hand scanner and in cash, splits an order, gives a line back, and every control has a name. Method: the real program in training mode with its real gateways, a virtual camera and a
printer on TCP; afterwards the journal and the gateways' books must agree.

  test-journey.py TRIVET TRIVETCTL OUTPUT-FOLDER
"""

import gettext
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import journey  # noqa: E402
import till  # noqa: E402

PLAN = []


def step(function):
    PLAN.append(function)
    return function


class Test(till.Till):
    def __init__(self, trivet, ctl, output):
        super().__init__(trivet, output, "--camera", "auto")
        self.ctl = ctl
        self.papers = 0
        self.sold_minor = 0

    def paid(self, amount, minor):
        """Waits for the end of a payment, for its paper, and goes on to the next guest."""
        start = self._("Paid %s with %s").split("%s")[0] + amount
        self.screen.wait_text(start)
        self.sold_minor += minor
        self.papers += 1
        journey.wait_until("the receipt", lambda: len(self.printer.papers) >= self.papers)
        self.screen.press(self._("Next customer"), lambda: self.screen.find(self.pay_button("¥0.00")))

    def show_to_camera(self, source):
        picture = pathlib.Path(os.environ["TRIVET_TEST_PICTURE"])
        frame = picture.with_suffix(".next.png")
        subprocess.run(["convert", *source, "-gravity", "center", "-background", "#303034", "-extent", "1280x720",
                        "-depth", "8", "-type", "TrueColor", f"PNG24:{frame}"], check=True)
        frame.replace(picture)

    def hold_phone_up(self):
        shot = self.output / "held.png"
        journey.screenshot(self._("Guest's phone"), self.program.pid, shot)
        self.show_to_camera([str(shot), "-resize", "x700"])
        shot.unlink()

    def take_phone_away(self):
        self.show_to_camera(["-size", "1280x720", "xc:#303034"])


@step
def the_register_opens(test):
    test.wait_open()
    journey.place_window("^Trivet$", test.program.pid, 0, 0)
    test.no_unnamed("order")


@step
def cash_with_change(test):
    test.dish("Jasmine tea ¥10.00", "¥10.00", "Tea")
    test.open_payment("¥10.00")
    test.screen.press("Cash", lambda: test.screen.find("¥20.00", prefix=True), prefix=True)
    test.no_unnamed("cash")
    test.screen.press("¥20.00", test.shows("Paid ¥10.00"), prefix=True)
    test.screen.wait_text("Change ¥10.00")
    test.paid("¥10.00", 0)


@step
def choices_undo_and_camera_with_password(test):
    test.screen.press("All day", lambda: test.screen.find("Dan dan noodles ¥26.00", prefix=True))
    test.screen.press("Dan dan noodles ¥26.00", lambda: test.screen.find("Mild"), prefix=True)
    test.screen.press("Mild", lambda: test.screen.find("Pay ¥26.00"))
    test.screen.press("‹ Dishes", lambda: test.screen.find("Wonton soup ¥29.00", prefix=True))
    test.dish("Wonton soup ¥29.00", "¥55.00")
    test.screen.press("Undo", lambda: test.screen.find("Pay ¥26.00"))
    test.sandbox.scenario("password")
    test.open_payment("¥26.00")
    journey.wait_until("the camera", lambda: any("fps" in text for text in test.screen.texts()))
    test.no_unnamed("pay")
    test.hold_phone_up()
    # The wallet waits 45 s for the password: no look at the whole screen before it is typed.
    test.screen.press("Confirm with password", test.shows("Paid ¥26.00"))
    test.take_phone_away()
    test.paid("¥26.00", 2600)


@step
def hand_scanner(test):
    test.dish("Mapo tofu ¥32.00", "¥32.00")
    test.dish("Wonton soup ¥29.00", "¥61.00")
    test.open_payment("¥61.00")
    window = journey.window_id("^Trivet$", test.program.pid)
    subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True)
    test.scan("wechat", test.shows("Paid ¥61.00"))
    test.paid("¥61.00", 6100)


@step
def a_declined_guest_pays_in_cash(test):
    test.dish("Mapo tofu ¥32.00", "¥32.00", "All day")
    test.sandbox.scenario("no-money")
    test.open_payment("¥32.00")
    test.scan("alipay", test.shows("Declined: not enough balance"))
    test.screen.press("Another method", lambda: test.screen.find("¥50.00", prefix=True))
    test.screen.press("¥50.00", test.shows("Paid ¥32.00"), prefix=True)
    test.paid("¥32.00", 0)


@step
def the_guest_scans_our_code(test):
    test.dish("Jasmine tea ¥10.00", "¥10.00", "Tea")
    test.open_payment("¥10.00")
    test.screen.press("Show QR", test.shows("Customer: scan the code"))
    test.screen.press("Scan the code", test.shows("Paid ¥10.00"))
    test.paid("¥10.00", 1000)


@step
def two_guests_share_an_order(test):
    test.dish("Jasmine tea ¥10.00", "¥10.00", "Tea")
    test.dish("Mapo tofu ¥32.00", "¥42.00", "All day")
    test.screen.press("Split", lambda: test.screen.find("1 × Mapo tofu, ¥32.00, bill 1"))
    test.no_unnamed("split")
    test.screen.press("1 × Mapo tofu, ¥32.00, bill 1")
    test.screen.press("Bill 2", lambda: test.screen.find("1 × Mapo tofu, ¥32.00, bill 2"))
    test.screen.press("Pay ¥10.00, bill 1", test.shows("Hold the payment code up to the camera"))
    test.screen.press("Cash", lambda: test.screen.find("¥20.00", prefix=True), prefix=True)
    test.screen.press("¥20.00", test.shows("Paid ¥10.00"), prefix=True)
    test.screen.press("Next bill", lambda: test.screen.find("Pay ¥32.00, bill 2"))
    test.screen.press("Pay ¥32.00, bill 2", test.shows("Hold the payment code up to the camera"))
    test.scan("wechat", test.shows("Paid ¥32.00"))
    test.paid("¥32.00", 3200)


@step
def a_link_is_not_a_payment_code(test):
    test.dish("Jasmine tea ¥10.00", "¥10.00", "Tea")
    test.open_payment("¥10.00")
    subprocess.run(["xdotool", "type", "--delay", "2", "https://example.org/menu?table=7\n"], check=True)
    journey.wait_until("words about the link", lambda: any("link" in text for text in test.screen.texts()))
    test.screen.press("‹ Back to order", lambda: test.screen.find("Pay ¥10.00"))


@step
def hold_and_recall(test):
    test.screen.press("Hold", lambda: test.screen.find("Pay ¥0.00"))
    held = next(text for _, text in test.screen.nodes() if text.startswith("Order ") and text.endswith("held"))
    test.screen.press(held, lambda: test.screen.find("Pay ¥10.00"))


@step
def history_prints_again(test):
    test.open_menu("Past orders")
    test.screen.wait_button("Order 0003", prefix=True)
    test.no_unnamed("history")
    test.screen.press("Order 0003", lambda: test.screen.is_sensitive("Print again"), prefix=True)
    before = len(test.printer.papers)
    test.screen.press("Print again", lambda: len(test.printer.papers) > before)
    test.papers += 1
    if "DUPLICATE".encode() not in test.printer.papers[-1]:
        raise journey.JourneyError("the second paper does not say DUPLICATE")
    test.screen.press("‹ Back to order", lambda: test.screen.find("Pay ¥10.00"))


@step
def one_line_goes_back(test):
    test.open_menu("Past orders")
    test.screen.wait_button("Order 0003", prefix=True)
    test.screen.press("Order 0003", lambda: test.screen.is_sensitive("Refund …"), prefix=True)
    test.screen.press("Refund …", lambda: test.screen.is_sensitive("Give back one more Wonton soup"))
    test.no_unnamed("refund")
    test.screen.press("Give back one more Wonton soup", lambda: test.screen.is_sensitive("Not as ordered"))
    test.screen.wait_text("¥29.00 to WeChat Pay")
    test.screen.press("Not as ordered", lambda: test.screen.find("Approve"))
    test.no_unnamed("PIN")
    test.screen.type_pin(till.DEMO_PIN)
    test.screen.press("Approve", test.shows("Refunded"))
    test.sold_minor -= 2900
    journey.screenshot("^Trivet$", test.program.pid, test.output / "refunded.png")
    test.screen.press("‹ Back", lambda: test.screen.find("‹ Back to order"))
    test.screen.press("‹ Back to order", lambda: test.screen.find("Pay ¥10.00"))


@step
def chinese_while_running(test):
    test.open_menu("中文")
    test.words = gettext.translation("trivet", os.environ["TRIVET_LOCALEDIR"], ["zh_CN"])
    test.screen.wait_button(test.pay_button("¥10.00"))
    test.dish("葱油拌面 ¥18.00", "¥28.00")
    test.no_unnamed("Chinese order")
    journey.screenshot("^Trivet$", test.program.pid, test.output / "order-zh.png")
    test.open_payment("¥28.00")
    test.no_unnamed("Chinese pay")
    test.scan("alipay", lambda: test.screen.find(test._("Next customer"), journey.BUTTONS))
    if not any("28.00" in text and "支付宝" in text for text in test.screen.texts()):
        raise journey.JourneyError("no words say that 28.00 was paid with 支付宝")
    journey.screenshot("^Trivet$", test.program.pid, test.output / "paid-zh.png")
    test.sold_minor += 2800
    test.papers += 1
    journey.wait_until("the receipt", lambda: len(test.printer.papers) >= test.papers)
    test.screen.press(test._("Next customer"), lambda: test.screen.find(test.pay_button("¥0.00")))


@step
def both_books_agree(test):
    kept = test.sandbox.ledger()["totals"]["kept_minor"]
    if test.end() != 0:
        raise journey.JourneyError("the register did not end in good order")
    out = subprocess.run([test.ctl, "--data", test.data, "journal", "export"], capture_output=True, text=True, check=True)
    facts = [json.loads(line) for line in out.stdout.split("\n") if line]
    signs = {"payment-paid": 1, "refund-done": -1}
    ours = sum(fact["body"]["amount_minor"] * signs[fact["type"]] for fact in facts if fact["type"] in signs)
    if not ours == kept == test.sold_minor:
        raise journey.JourneyError(f"register {ours}, wallets {kept}, sold {test.sold_minor}")
    subprocess.run([test.ctl, "--data", test.data, "journal", "verify"], capture_output=True, check=True)


def main():
    return till.run_plan(PLAN, lambda output: Test(sys.argv[1], sys.argv[2], output), pathlib.Path(sys.argv[3]))


if __name__ == "__main__":
    sys.exit(main())
