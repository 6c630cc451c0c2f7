#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: no payment code and no key is ever written: not to the screen, a log, a fact, a file, the
environment or the command line.
Method: sales that end well and badly, codes that the shop shows, refunds, bills, a backup and a
manager's PIN, with all debug messages on; then every byte that came out and every file that was left
is searched for the codes, the PIN and for each part of the keys.
"""

import base64
import datetime
import pathlib
import re
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import DONE, IN_DOUBT, REFUSED, Bench, Tap, Till, check, equal, read_shown, wait_until

LOUD = {"G_MESSAGES_DEBUG": "all"}
INTERFACES = [("alipay", "providers.ini"), ("wechat", "providers.ini"), ("wechat", "providers-v2.ini"),
              ("wechat", "providers-pubkey.ini")]
SCENARIOS = {0: DONE, 1: IN_DOUBT, 2: None, 4: IN_DOUBT, 7: IN_DOUBT, 8: REFUSED, 12: IN_DOUBT, 13: IN_DOUBT}
PATIENCE_S = 2
PIN = "730462915837"


class Marks:
    """What must not be found. A piece of a code counts, and each line of a key."""

    def __init__(self):
        self.pieces = {}

    def add_code(self, code):
        for form, text in (("digits", code), ("base64", base64.b64encode(code.encode()).decode().rstrip("=")),
                           ("hex", code.encode().hex())):
            # The first digits name the wallet and the last four may be shown.
            for start in range(0, len(text) - 11):
                self.pieces[text[start:start + 12].encode()] = f"code ({form})"

    def add_key_file(self, path):
        text = pathlib.Path(path).read_text()
        body = re.findall(r"^[A-Za-z0-9+/=]{24,}$", text, re.MULTILINE)
        check(body or len(text.strip()) >= 32, path)
        if not body or len(text.strip()) == 32:
            body = [text.strip()]
        for line in body:
            self.pieces[line.encode()] = f"key {path}"
            self.pieces[line.encode().hex().encode()] = f"key {path} (hex)"
        if "PRIVATE KEY" in text:
            raw = base64.b64decode("".join(body))
            for start in range(64, len(raw) - 16, 16):
                self.pieces[raw[start:start + 16]] = f"key {path} (binary)"
                self.pieces[raw[start:start + 16].hex().encode()] = f"key {path} (hex)"

    def find(self, data):
        return {name for piece, name in list(self.pieces.items()) if piece in data}


class Story:
    def __init__(self, bench):
        self.bench, self.marks = bench, Marks()
        self.sandbox = bench.sandbox("sandbox", "--bill-today", "--refund-gap", "0")
        self.other = bench.sandbox("other", own_keys=True)
        self.outputs, self.tills = [], []
        for file in ("providers.ini", "providers-v2.ini"):
            for settings in self.sandbox.providers(file).values():
                for name in ("app-private-key-file", "merchant-private-key-file", "apiv3-key-file", "v2-key-file"):
                    if name in settings:
                        self.marks.add_key_file(settings[name])
        self.token = (self.sandbox.directory / "admin-token").read_text().strip()
        self.marks.pieces[self.token.encode()] = "token"
        self.marks.add_code(PIN)

    def till(self, name, providers):
        till = Till(self.bench, name, providers)
        self.tills.append(till)
        return till

    def code(self, wallet):
        code = self.sandbox.code(wallet)
        self.marks.add_code(code)
        return code

    def keep(self, run):
        self.outputs.append((run.arguments, run.out + run.err))
        return run

    def edit_providers(self, name, change, file="providers.ini"):
        path = self.bench.directory / name
        path.write_text(change((self.sandbox.directory / file).read_text()))
        return path


def sell(story, number, wallet, file, scenario):
    till = story.till(f"{number}-{scenario}", story.sandbox.directory / file)
    run = story.keep(till.pay(8800 + scenario, story.code(wallet), patience=PATIENCE_S, env=LOUD))
    check(run.code in (DONE, REFUSED, IN_DOUBT), run)
    if SCENARIOS[scenario] is not None:
        check(run.code in (SCENARIOS[scenario], IN_DOUBT), run)
    check(b"DEBUG" in run.err or b"DEBUG" in run.out, "no debug messages came", run)
    story.keep(till.run("resume", patience=PATIENCE_S, env=LOUD))
    story.keep(till.run("journal", "export", env=LOUD))


def give_back(story, number, wallet, file):
    """A code of ours, a refund of it and of a guest's code, the day's bill, a comparison, a backup."""
    till = story.till(f"back-{number}", story.sandbox.directory / file)
    process = till.show(4400, wallet, env=LOUD)
    said = []
    shown = read_shown(process, said)
    equal(story.sandbox.scan(shown["text"])[1]["result"], "paid")
    run = story.keep(story.bench.finish(process))
    story.outputs.append((["show"], b"".join(said)))
    equal(run.code, DONE, run)
    run = story.keep(till.pay(5500, story.code(wallet), env=LOUD))
    equal(run.lines[-1]["outcome"], "paid", "debug messages stand between the lines", run)
    for payment in (shown["payment"], run.lines[0]["payment"]):
        run = story.keep(till.refund(payment, 1000, patience=PATIENCE_S, env=LOUD))
        check(run.code in (DONE, IN_DOUBT) and b"DEBUG" in run.err, run)
        story.keep(till.refund(payment, 100000, env=LOUD))
    date = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).strftime("%Y-%m-%d")
    for name in ("good", "wrong-hash", "missing-column"):
        equal(story.sandbox.ask("POST", f"/scenario/bill?name={name}")[0], 200)
        story.keep(till.run("bill", "--provider", wallet, "--date", date, "--entries", env=LOUD))
    story.keep(till.run("reconcile", "--date", date, env=LOUD))
    equal(story.keep(till.run("backup", till.data / "backup.store", env=LOUD)).code, DONE)
    story.keep(till.run("journal", "export", env=LOUD))


def set_pin(story):
    till = story.till("pin", story.sandbox.directory / "providers.ini")
    equal(story.keep(till.run("manager-pin", code=PIN, env=LOUD)).code, DONE)
    check([fact for fact in till.facts() if fact["type"] == "manager-pin-set"], "no PIN was set")
    for wrong in (PIN + "x", PIN[:3], PIN * 6):
        equal(story.keep(till.run("manager-pin", code=wrong, env=LOUD)).code, REFUSED)
    equal(story.keep(till.run("staff", "set-pin", "Lin Mei", code=PIN, env=LOUD)).code, DONE)
    check([fact for fact in till.facts() if fact["type"] == "staff-set" and fact["staff"] == "trivetctl"], "no PIN was set")
    for wrong in (PIN + "x", PIN[:3], PIN * 6):
        equal(story.keep(till.run("staff", "set-pin", "Lin Mei", code=wrong, env=LOUD)).code, REFUSED)
    equal(story.keep(till.run("staff", "set-pin", "Chen Bo", code=PIN, env=LOUD)).code, REFUSED)
    equal(story.keep(till.run("staff", "list", env=LOUD)).code, DONE)
    story.keep(till.run("journal", "export", env=LOUD))


def sell_wrongly(story):
    """Errors are where secrets like to slip into the text."""
    cases = [
        ("untrusted", lambda text: text.replace(str(story.sandbox.directory / "ca.pem"),
                                                str(story.other.directory / "ca.pem"))),
        ("closed-port", lambda text: text.replace(f":{story.sandbox.port}", ":1")),
        ("no-key-file", lambda text: text.replace("app.key.pem", "no.key.pem").replace("apiclient_key", "no_key")),
        ("key-is-public", lambda text: text.replace("alipay-app.key.pem", "alipay.pub.pem")),
        ("apiv3-is-key", lambda text: text.replace("apiv3.txt", "apiclient_key.pem")),
        ("inline", lambda text: text.replace("app-id=", "app-id=x" * 3)),
    ]
    for name, change in cases:
        providers = story.edit_providers(f"{name}.ini", change)
        for wallet in ("alipay", "wechat"):
            till = story.till(f"{name}-{wallet}", providers)
            run = story.keep(till.pay(8800, story.code(wallet), patience=PATIENCE_S, env=LOUD))
            check(run.code in (DONE, REFUSED, IN_DOUBT), run)
    till = story.till("codes", story.sandbox.directory / "providers.ini")
    code = story.code("alipay")
    for text in (code + "0000000", "99" + code[2:], code[:-1] + "x", "https://example.com/" + code, " " + code + "\t"):
        story.marks.add_code(code)
        story.keep(till.pay(8800, text, patience=PATIENCE_S, env=LOUD))


def look_at_process(story):
    till = story.till("process", story.sandbox.directory / "providers.ini")
    process = till.start("pay", "--amount", "88.01", "--code", "-", code=story.code("alipay"), env=LOUD)
    place = pathlib.Path(f"/proc/{process.pid}")
    first = process.stdout.readline()
    check(first, "nothing was printed")
    found = story.marks.find((place / "environ").read_bytes() + (place / "cmdline").read_bytes())
    wait_until(lambda: "waiting" in str(till.last_state()), "the password")
    process.kill()
    story.keep(story.bench.finish(process))
    equal(found, set())


BLOCK = 4096


def take_new(data, longest, seen):
    """Most blocks of a store are those of the demo restaurant: each is searched once. A block carries
    the beginning of the next one, so that nothing hides between two."""
    blocks = []
    for start in range(0, len(data), BLOCK):
        block = data[start:start + BLOCK + longest]
        if block not in seen:
            seen.add(block)
            blocks.append(block)
    return b"\0".join(blocks)


def search(story):
    size, seen = 0, set()
    longest = max(len(piece) for piece in story.marks.pieces)
    for arguments, data in story.outputs:
        size += len(data)
        equal(story.marks.find(data), set(), "said by", arguments)
    files = 0
    for till in story.tills:
        for file in till.data.rglob("*"):
            if file.is_file():
                files += 1
                data = file.read_bytes()
                size += len(data)
                equal(story.marks.find(take_new(data, longest, seen)), set(), "in", file)
    check(files >= 2 * len(story.tills), files)
    log = story.sandbox.read_log().encode() + (story.sandbox.directory / "ledger").read_bytes()
    equal({name for name in story.marks.find(log) if name.startswith("code")}, set(), "in the sandbox's log or books")
    return files, size


def test_search_finds(story):
    """The search itself: each kind of mark is found when it is there."""
    code = "289912345678901234"
    marks = Marks()
    marks.add_code(code)
    equal(marks.find(b"x" + code.encode() + b"y"), {"code (digits)"})
    equal(marks.find(base64.b64encode(code.encode())), {"code (base64)"})
    equal(marks.find(b"***1234"), set())
    keys = [file for file in story.sandbox.directory.iterdir() if file.name in ("alipay-app.key.pem", "apiclient_key.pem",
                                                                              "apiv3.txt", "v2key.txt")]
    equal(len(keys), 4)
    for file in keys:
        check(any(str(file) in name for name in story.marks.find(file.read_bytes())), file)
    raw = base64.b64decode("".join((story.sandbox.directory / "apiclient_key.pem").read_text().splitlines()[1:-1]))
    check(story.marks.find(raw), "the binary key is not found")


def main(program, sandbox_program):
    tap = Tap()
    with Bench(program, sandbox_program) as bench:
        bench.template()
        story = Story(bench)
        tap.run("canary/search-finds", test_search_finds, story)
        with ThreadPoolExecutor(4) as pool:
            jobs = [pool.submit(tap.run, f"canary/{wallet}-{file}-{scenario:02}", sell, story, number, wallet, file, scenario)
                    for number, (wallet, file) in enumerate(INTERFACES) for scenario in SCENARIOS]
            jobs += [pool.submit(tap.run, f"canary/back-{wallet}-{file}", give_back, story, number, wallet, file)
                     for number, (wallet, file) in enumerate(INTERFACES)]
            jobs.append(pool.submit(tap.run, "canary/pin", set_pin, story))
            jobs.append(pool.submit(tap.run, "canary/errors", sell_wrongly, story))
            jobs.append(pool.submit(tap.run, "canary/process", look_at_process, story))
            for job in jobs:
                job.result()
        tap.run("canary/search", lambda: tap.note("files, bytes searched:", search(story), "marks:", len(story.marks.pieces)))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
