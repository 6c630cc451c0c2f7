# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both sides' books: a fold of the journal that is no line of Trivet's (only src/domain/FACTS.md was
read), and its comparison with the wallet's own ledger, to the fen and one by one.
"""

FINAL = ("paid", "declined", "reversed", "unsent")
# A shown code that nobody sees any more and that the wallet does not know: it is watched as long as
# its picture could be paid. Until then it must not be paid, and when it is, it must be found.
AT_REST = (*FINAL, "withdrawn")
# What the wallet calls the end of a refund of which we say that it failed.
GIVEN_UP = ("abnormal", "closed", "refused", "absent")


class Failure(AssertionError):
    pass


def equal(found, expected, *context):
    if found != expected:
        raise Failure(f"found {found!r}, expected {expected!r} {' '.join(map(str, context))}")


def check(condition, *context):
    if not condition:
        raise Failure(" ".join(map(str, context)))


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


class Payment:
    """One payment, folded from its facts."""

    STATES = {
        "payment-started": "started", "payment-asked": "asked", "payment-waiting": "waiting",
        "payment-doubted": "in-doubt", "payment-refused": "refused", "payment-reversing": "reversing",
        "payment-withdrawn": "withdrawn", "payment-paid": "paid", "payment-declined": "declined",
        "payment-reversed": "reversed", "payment-unsent": "unsent",
    }
    NOTES = ("payment-alarm", "payment-overridden", "payment-claimed")

    def __init__(self, body, time_us):
        self.started_us, self.ages = time_us, []
        self.number = body["merchant_order_id"]
        self.amount = body["amount_minor"]
        self.method, self.provider = body["method"], body["provider"]
        self.id = body["payment"]
        self.shown = body.get("kind") == "show"
        self.state, self.reason, self.raw_code = "started", None, None
        self.facts, self.alarms, self.paid = [], [], None
        self.reasons = {}  # of each kind of fact
        self.returned = False
        self.refunds = []

    def apply(self, name, body, time_us):
        self.facts.append(name)
        self.ages.append(f"{name[8:]}@{(time_us - self.started_us) / 1e6:.1f}s")
        if name == "payment-alarm":
            self.alarms.append(body)
        if name in self.NOTES:
            return
        self.state = self.STATES[name]
        self.reason = body.get("reason")
        self.reasons[self.state] = self.reason
        self.raw_code = body.get("raw_code", self.raw_code)
        if name == "payment-paid":
            self.paid = body
        if name == "payment-reversed":
            self.returned = body["money_returned"]

    @property
    def received(self):
        return self.amount if self.state == "paid" else 0

    @property
    def kept(self):
        return self.received - sum(refund.amount for refund in self.refunds if refund.state == "done")

    def __repr__(self):
        shown = "shown " if self.shown else ""
        return f"<{shown}{self.method} {self.number} {self.amount} {' '.join(self.ages)} {self.reasons} {self.refunds}>"


class Refund:
    """One refund, folded from its facts."""

    STATES = {
        "refund-started": "started", "refund-asked": "asked", "refund-pending": "pending",
        "refund-doubted": "in-doubt", "refund-blocked": "blocked", "refund-refused": "refused",
        "refund-done": "done", "refund-failed": "failed",
    }

    def __init__(self, body):
        self.id, self.number = body["refund"], body["merchant_refund_id"]
        self.amount, self.cause = body["amount_minor"], body["cause"]
        self.state, self.facts, self.reasons, self.alarms = "started", [], {}, []
        self.by_hand = 0  # paid out of the drawer instead

    def apply(self, name, body):
        self.facts.append(name)
        if name == "refund-alarm":
            self.alarms.append(body)
            return
        self.state = self.STATES[name]
        self.reasons[self.state] = body.get("reason")
        if name == "refund-done":
            equal(body["amount_minor"], self.amount, self.number)

    def __repr__(self):
        return f"<refund {self.number} {self.amount} {self.cause} {' '.join(self.facts)} {self.reasons}>"


class Books:
    """What the journal says about money."""

    def __init__(self, facts):
        self.payments, self.refunds, self.cash, self.rounding = {}, {}, 0, 0
        for fact in facts:
            name, body = fact["type"], fact["body"]
            if name == "payment-started":
                self.payments[body["payment"]] = Payment(body, fact["time_us"])
            elif name.startswith("payment-"):
                self.payments[body["payment"]].apply(name, body, fact["time_us"])
            elif name == "refund-started":
                refund = self.refunds[body["refund"]] = Refund(body)
                self.payments[body["payment"]].refunds.append(refund)
            elif name.startswith("refund-"):
                self.refunds[body["refund"]].apply(name, body)
            elif name == "cash-taken":
                self.cash += body["amount_minor"] + body.get("rounding_minor", 0)
                self.rounding += body.get("rounding_minor", 0)
            elif name == "cash-returned":
                self.cash -= body["amount_minor"] + body.get("rounding_minor", 0)
                self.rounding -= body.get("rounding_minor", 0)
                if "instead_of" in body:
                    self.refunds[body["instead_of"]].by_hand += body["amount_minor"]
        for payment in self.payments.values():
            live = sum(refund.amount for refund in payment.refunds if refund.state != "failed")
            check(live <= payment.received, "more goes back than was paid:", payment)
            for refund in payment.refunds:
                check(refund.by_hand in (0, refund.amount), refund)
                check(refund.by_hand == 0 or refund.state == "failed", "given back twice:", refund)

    def kept(self, provider):
        return sum(payment.kept for payment in self.payments.values() if payment.provider == provider)

    def check_accounts(self, accounts):
        """The double-entry ledger: everything adds up to zero, and each side says what the facts say."""
        equal(sum(accounts.values()), 0, accounts)
        fees = accounts.get("fees", 0)
        clearing = {name: balance for name, balance in accounts.items() if name.startswith("clearing:")}
        equal(sum(clearing.values()) + fees, sum(payment.kept for payment in self.payments.values()), accounts)
        if fees == 0:
            for name, balance in clearing.items():
                equal(balance, self.kept(name.partition(":")[2]), name)
        equal(accounts.get("cash", 0), self.cash, accounts)
        equal(accounts.get("rounding", 0), -self.rounding, accounts)
        if all(refund.state == "done" or refund.by_hand for refund in self.refunds.values()):
            equal(accounts.get("refunds-owed", 0), 0, accounts)


def compare_refunds(payment, order):
    booked = {refund["number"]: refund for refund in order["refunds"]}
    for refund in payment.refunds:
        check(refund.state in ("done", "failed"), "not final:", refund, order)
        theirs = booked.pop(refund.number, None)
        state = theirs["state"] if theirs is not None else "absent"
        if refund.state == "done":
            equal((state, theirs["amount_minor"]), ("done", refund.amount), refund, order)
        else:
            check(state in GIVEN_UP, "the money went back:", refund, order)
    equal(list(booked), [], "the wallet has refunds that the register never began", payment)


def compare_payment(payment, order):
    check(payment.state in AT_REST, "not at rest:", payment, order)
    equal(payment.kept, order["kept_minor"], payment, order)
    check(order["charges"] <= 1, "charged twice:", order)
    check(payment.shown or order["pay_calls"] <= 1, "asked twice:", order)
    check(payment.shown or "shown_code" not in order, "another kind of payment:", payment, order)
    if order["pay_calls"] > 0:
        equal(order["amount_minor"], payment.amount, order)
    if payment.state == "paid":
        equal(payment.paid["payer_minor"], order["payer_minor"], payment, order)
        equal(payment.paid["provider_transaction_id"], order["trade_no"], payment, order)
    # Alipay says what a reverse did. WeChat Pay does not always, so its "returned" may go
    # unsaid; but what is said must be so.
    if payment.state == "reversed" and (payment.returned or payment.method == "alipay"):
        equal(payment.returned, order["state"] == "returned", payment, order)
    compare_refunds(payment, order)


def compare(payments, orders):
    """The register's payments and refunds against the wallet's. Returns what was kept."""
    booked = {order["number"]: order for order in orders}
    for payment in payments:
        order = booked.pop(payment.number, None)
        if order is not None:
            compare_payment(payment, order)
        else:
            check(payment.state in AT_REST, "not at rest:", payment)
            equal((payment.kept, payment.refunds), (0, []), payment)
    equal(list(booked), [], "the wallet has orders that the register never started")
    return sum(payment.kept for payment in payments)
