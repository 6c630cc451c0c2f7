# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small register of its own: Python's TLS and the openssl command, no line of Trivet's code.

What the sandbox says is read as the vendors' documents say it must be read; an answer whose
signature does not verify is "unverified", whatever it claims.
"""

import base64
import configparser
import datetime
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import secrets
import signal
import ssl
import subprocess
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

# Without this the leak check of GCC 12 dies in threads whose TLS library was loaded at run time.
SANITIZER = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":intercept_tls_get_addr=0"}
LOST = (http.client.RemoteDisconnected, ConnectionError, ssl.SSLError, http.client.BadStatusLine)


class Answer:
    """What a call came to: a word, the vendor's code, and the fields."""

    def __init__(self, word, code=None, fields=None, headers=None, status=0):
        self.word, self.code, self.fields = word, code, fields or {}
        self.headers, self.status = headers, status

    def __repr__(self):
        return f"<{self.word} {self.code} {self.fields}>"


def sign(key, text):
    done = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=text,
                          capture_output=True, check=True)
    return base64.b64encode(done.stdout).decode()


def verify(public_key, text, signature):
    with tempfile.NamedTemporaryFile() as file:
        file.write(base64.b64decode(signature))
        file.flush()
        done = subprocess.run(["openssl", "dgst", "-sha256", "-verify", public_key,
                               "-signature", file.name], input=text, capture_output=True)
    return done.returncode == 0


class Sandbox:
    """The program under test, in a directory of its own, with its phone and its books."""

    patience = 30

    def __init__(self, program, directory, *arguments):
        self.program, self.directory = program, pathlib.Path(directory)
        self.arguments = arguments
        self.port = 0
        self.process = None
        self.log = tempfile.TemporaryFile()

    def __repr__(self):
        """What a failed test wants to know of it."""
        status = self.process.poll() if self.process is not None else None
        return f"<sandbox on {self.port}, {'running' if status is None else f'ended with {status}'} {self.read_log()[-2000:]}>"

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--state", self.directory, "--port", str(self.port), *self.arguments],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env={**os.environ, **SANITIZER})
        line = self.process.stdout.readline()
        self.port = int(re.fullmatch(r"ready https://127\.0\.0\.1:(\d+)\n", line).group(1))
        self.context = ssl.create_default_context(cafile=self.directory / "ca.pem")
        return self

    def stop(self, with_signal=signal.SIGTERM):
        self.process.send_signal(with_signal)
        status = self.process.wait(20)
        self.process.stdout.close()
        return status

    def read_log(self):
        return os.pread(self.log.fileno(), 1 << 24, 0).decode(errors="replace")

    def providers(self, name="providers.ini"):
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(self.directory / name)
        return parser

    def send(self, method, target, body=None, headers=None, context=None):
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=self.patience,
                                                 context=context or self.context)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def ask(self, method, target, token=True):
        headers = {}
        if token:
            headers["Authorization"] = "Bearer " + (self.directory / "admin-token").read_text()
        status, _, body = self.send(method, target, headers=headers)
        return status, json.loads(body)

    def code(self, wallet):
        return self.ask("POST", f"/phone/code?wallet={wallet}", token=False)[1]["code"]

    def scan(self, text, password=False):
        query = urllib.parse.urlencode({"text": text, **({"password": "1"} if password else {})})
        return self.ask("POST", f"/phone/scan?{query}", token=False)

    def plan(self, call, name, **options):
        query = urllib.parse.urlencode({"call": call, "name": name, **options})
        status, answer = self.ask("POST", f"/scenario/call?{query}")
        assert status == 200, answer

    def order(self, number):
        orders = self.ask("GET", f"/ledger?number={number}")[1]["orders"]
        return orders[0] if orders else None

    def totals(self):
        return self.ask("GET", "/ledger")[1]["totals"]


class Alipay:
    name, wallet = "alipay", "alipay"

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.settings = sandbox.providers()["alipay"]

    def call(self, method, biz, change=None):
        now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
        params = {"app_id": self.settings["app-id"], "method": method, "format": "JSON",
                  "charset": "utf-8", "sign_type": "RSA2", "version": "1.0",
                  "timestamp": now.strftime("%Y-%m-%d %H:%M:%S"),
                  "biz_content": json.dumps(biz, ensure_ascii=False)}
        text = "&".join(f"{name}={params[name]}" for name in sorted(params))
        params["sign"] = sign(self.settings["app-private-key-file"], text.encode())
        if change:
            change(params)
        body = urllib.parse.urlencode({"biz_content": params.pop("biz_content")})
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        try:
            status, headers, raw = self.sandbox.send(
                "POST", "/gateway.do?" + urllib.parse.urlencode(params), body, headers)
        except LOST:
            return Answer("lost")
        return self.read(method, status, raw)

    def read(self, method, status, raw):
        text = raw.decode()
        name = method.replace(".", "_") + "_response"
        try:
            values = self.split(text)
        except (ValueError, IndexError):
            return Answer("garbage", status=status)
        inner = values.get(name) or values.get("error_response")
        fields = json.loads(inner)
        if "sign" not in values:
            return Answer("unsigned", fields["sub_code"], fields)
        if not verify(self.settings["alipay-public-key-file"], inner.encode(), json.loads(values["sign"])):
            return Answer("unverified", fields["code"], fields)
        return Answer("signed", fields.get("sub_code", fields["code"]), fields)

    @staticmethod
    def split(text):
        """Members of the outer object with the exact text of their values."""
        decoder, values = json.JSONDecoder(), {}
        place = text.index("{") + 1
        if text[:place].strip() != "{":
            raise ValueError(text)
        while True:
            place += len(text[place:]) - len(text[place:].lstrip())
            name, place = decoder.raw_decode(text, place)
            place = text.index(":", place) + 1
            place += len(text[place:]) - len(text[place:].lstrip())
            _, end = decoder.raw_decode(text, place)
            assert name not in values
            values[name] = text[place:end]
            rest = text[end:].lstrip()
            place = len(text) - len(rest) + 1
            if rest[0] == "}":
                return values
            if rest[0] != ",":
                raise ValueError(rest)

    def pay(self, number, fen, code, **extra):
        amount = f"{fen // 100}.{fen % 100:02}"
        biz = {"out_trade_no": number, "total_amount": amount, "subject": "川味小馆", "auth_code": code,
               "scene": "bar_code", "timeout_express": "5m", **extra}
        answer = self.call("alipay.trade.pay", biz)
        if answer.word == "signed":
            answer.word = {"10000": "paid", "10003": "waiting"}.get(answer.code, "refused")
            if answer.word == "paid" and (answer.fields["total_amount"], answer.fields["out_trade_no"]) != (amount, number):
                answer.word = "contradiction"
        return answer

    def query(self, number):
        answer = self.call("alipay.trade.query", {"out_trade_no": number})
        if answer.word == "signed":
            state = answer.fields.get("trade_status", answer.code)
            answer.word = {"TRADE_SUCCESS": "paid", "WAIT_BUYER_PAY": "waiting", "TRADE_CLOSED": "ended",
                           "ACQ.TRADE_NOT_EXIST": "absent"}.get(state, "refused")
        return answer

    def reverse(self, number):
        answer = self.call("alipay.trade.cancel", {"out_trade_no": number})
        if answer.word == "signed":
            if answer.code == "10000":
                answer.word = "again" if answer.fields["retry_flag"] == "Y" else "done"
            elif answer.code == "ACQ.TRADE_NOT_EXIST":
                answer.word = "done"
            else:
                answer.word = "again"
        return answer


    def show(self, number, fen, **extra):
        biz = {"out_trade_no": number, "total_amount": f"{fen // 100}.{fen % 100:02}", "subject": "川味小馆",
               "product_code": "QR_CODE_OFFLINE", "timeout_express": "5m", "qr_code_timeout_express": "2m", **extra}
        answer = self.call("alipay.trade.precreate", biz)
        if answer.word == "signed":
            answer.word = "shown" if answer.code == "10000" else "refused"
            answer.text = answer.fields.get("qr_code")
        return answer

    def close(self, number):
        answer = self.call("alipay.trade.close", {"out_trade_no": number})
        if answer.word == "signed":
            answer.word = {"10000": "closed", "ACQ.TRADE_NOT_EXIST": "absent"}.get(answer.code, "refused")
        return answer

    def refund(self, number, refund, fen, total):
        answer = self.call("alipay.trade.refund", {
            "out_trade_no": number, "out_request_no": refund, "refund_amount": f"{fen // 100}.{fen % 100:02}",
            "refund_reason": "冷了", "query_options": ["refund_detail_item_list"]})
        if answer.word == "signed":
            answer.word = "refused"
            if answer.code == "10000":
                answer.word = "done" if answer.fields["fund_change"] == "Y" else "pending"
        return answer

    def refund_query(self, number, refund):
        answer = self.call("alipay.trade.fastpay.refund.query", {"out_trade_no": number, "out_request_no": refund})
        if answer.word == "signed":
            answer.word = "done" if answer.fields.get("refund_status") == "REFUND_SUCCESS" else "pending"
            if "out_request_no" not in answer.fields:
                answer.word = "absent"
        return answer

    def bill(self, day, fetch=True):
        answer = self.call("alipay.data.dataservice.bill.downloadurl.query", {"bill_type": "trade", "bill_date": day})
        if answer.word == "signed" and answer.code == "10000" and fetch:
            url = urllib.parse.urlsplit(answer.fields["bill_download_url"])
            assert (url.scheme, url.port) == ("https", self.sandbox.port)
            answer.status, answer.headers, answer.raw = self.sandbox.send("GET", f"{url.path}?{url.query}")
        return answer


class WechatV3:
    name, wallet = "wechat-v3", "wechat"

    def __init__(self, sandbox, providers="providers.ini"):
        self.sandbox = sandbox
        self.settings = sandbox.providers(providers)["wechat"]
        self.serials = {}
        for number in (1, 2):
            path = sandbox.directory / f"wechat-platform-{number}.pem"
            serial = subprocess.run(["openssl", "x509", "-noout", "-serial", "-in", path],
                                    capture_output=True, text=True, check=True).stdout.strip().split("=")[1]
            public = sandbox.directory / f"test-platform-{number}.pub"
            public.write_text(subprocess.run(["openssl", "x509", "-noout", "-pubkey", "-in", path],
                                             capture_output=True, text=True, check=True).stdout)
            self.serials[serial] = public
        if "public-key-id" in self.settings:
            self.serials[self.settings["public-key-id"]] = self.settings["public-key-file"]

    def headers(self, method, target, body, nonce=None, timestamp=None):
        nonce = nonce or secrets.token_hex(16)
        timestamp = timestamp or str(int(time.time()))
        text = f"{method}\n{target}\n{timestamp}\n{nonce}\n{body}\n"
        values = {"mchid": self.settings["mchid"], "nonce_str": nonce, "timestamp": timestamp,
                  "serial_no": self.settings["merchant-serial"],
                  "signature": sign(self.settings["merchant-private-key-file"], text.encode())}
        fields = ",".join(f'{name}="{value}"' for name, value in values.items())
        headers = {"Authorization": "WECHATPAY2-SHA256-RSA2048 " + fields,
                   "Accept": "application/json", "User-Agent": "independent"}
        if body:
            headers["Content-Type"] = "application/json"
        if "public-key-id" in self.settings:
            headers["Wechatpay-Serial"] = self.settings["public-key-id"]
        return headers

    def call(self, method, target, data=None, change=None, **options):
        body = json.dumps(data, ensure_ascii=False) if data is not None else ""
        headers = self.headers(method, target, body, **options)
        if change:
            change(headers)
        try:
            status, headers, raw = self.sandbox.send(method, target, body.encode() or None, headers)
        except LOST:
            return Answer("lost")
        return self.read(status, headers, raw)

    def read(self, status, headers, raw):
        try:
            fields = json.loads(raw) if status != 204 else {}
        except ValueError:
            return Answer("garbage", status=status)
        if status >= 400:
            assert "Wechatpay-Signature" not in headers
            return Answer("refused", fields["code"], fields, headers, status)
        text = f"{headers['Wechatpay-Timestamp']}\n{headers['Wechatpay-Nonce']}\n".encode() + raw + b"\n"
        if not verify(self.serials[headers["Wechatpay-Serial"]], text, headers["Wechatpay-Signature"]):
            return Answer("unverified", None, fields, headers, status)
        if abs(time.time() - int(headers["Wechatpay-Timestamp"])) >= 300:
            return Answer("old", None, fields, headers, status)
        return Answer("signed", fields.get("trade_state"), fields, headers, status)

    def body(self, number, fen, code):
        return {"appid": self.settings["appid"], "mchid": self.settings["mchid"], "description": "川味小馆",
                "out_trade_no": number, "payer": {"auth_code": code}, "attach": "桌=7",
                "amount": {"total": fen, "currency": "CNY"}, "scene_info": {"store_info": {"id": "0001"}}}

    def pay(self, number, fen, code, **extra):
        answer = self.call("POST", "/v3/pay/transactions/codepay", {**self.body(number, fen, code), **extra})
        if answer.word == "signed":
            answer.word = {"SUCCESS": "paid", "USERPAYING": "waiting"}[answer.code]
            if (answer.fields["amount"]["total"], answer.fields["out_trade_no"]) != (fen, number):
                answer.word = "contradiction"
        elif answer.code == "USERPAYING":
            answer.word = "waiting"
        return answer

    def query(self, number):
        target = f"/v3/pay/transactions/out-trade-no/{number}?mchid={self.settings['mchid']}"
        answer = self.call("GET", target)
        if answer.word == "signed":
            answer.word = {"SUCCESS": "paid", "USERPAYING": "waiting", "PAYERROR": "failed",
                           "REVOKED": "ended", "CLOSED": "ended", "NOTPAY": "unpaid", "REFUND": "paid"}[answer.code]
        elif answer.code == "ORDER_NOT_EXIST":
            answer.word = "absent"
        return answer

    def reverse(self, number):
        answer = self.call("POST", f"/v3/pay/transactions/out-trade-no/{number}/reverse",
                           {"appid": self.settings["appid"], "mchid": self.settings["mchid"]})
        if answer.word == "signed":
            answer.word = "done" if answer.fields["out_trade_no"] == number else "contradiction"
        elif answer.code in ("SYSTEM_ERROR", "USERPAYING"):
            answer.word = "again"
        return answer


    def show(self, number, fen, **extra):
        body = self.body(number, fen, None)
        del body["payer"], body["scene_info"]
        answer = self.call("POST", "/v3/pay/transactions/native",
                           {**body, "notify_url": "https://shop.example/notify", **extra})
        if answer.word == "signed":
            answer.word, answer.text = "shown", answer.fields["code_url"]
        return answer

    def close(self, number):
        answer = self.call("POST", f"/v3/pay/transactions/out-trade-no/{number}/close", {"mchid": self.settings["mchid"]})
        if answer.word == "signed":
            assert answer.status == 204
            answer.word = "closed"
        elif answer.code == "ORDER_NOT_EXIST":
            answer.word = "absent"
        return answer

    def read_refund(self, answer):
        if answer.word == "signed":
            answer.word = {"SUCCESS": "done", "PROCESSING": "pending", "ABNORMAL": "abnormal",
                           "CLOSED": "closed"}[answer.fields["status"]]
        elif answer.code == "RESOURCE_NOT_EXISTS":
            answer.word = "absent"
        return answer

    def refund(self, number, refund, fen, total):
        return self.read_refund(self.call("POST", "/v3/refund/domestic/refunds", {
            "out_trade_no": number, "out_refund_no": refund, "reason": "冷了",
            "amount": {"refund": fen, "total": total, "currency": "CNY"}}))

    def refund_query(self, number, refund):
        return self.read_refund(self.call("GET", f"/v3/refund/domestic/refunds/{refund}"))

    def bill(self, day, kind="tradebill", more="", fetch=True):
        answer = self.call("GET", f"/v3/bill/{kind}?bill_date={day}{more}")
        if answer.word == "signed" and fetch:
            url = urllib.parse.urlsplit(answer.fields["download_url"])
            target = f"{url.path}?{url.query}"
            answer.status, answer.headers, answer.raw = self.sandbox.send("GET", target, None, self.headers("GET", target, ""))
            assert "Wechatpay-Signature" not in answer.headers
        return answer


class WechatV2:
    name, wallet = "wechat-v2", "wechat"

    def __init__(self, sandbox, hash_name="HMAC-SHA256"):
        self.sandbox, self.hash_name = sandbox, hash_name
        self.settings = sandbox.providers("providers-v2.ini")["wechat"]
        self.key = pathlib.Path(self.settings["v2-key-file"]).read_text()
        self.context = ssl.create_default_context(cafile=self.settings["ca-file"])
        self.context.load_cert_chain(self.settings["client-certificate-file"],
                                     self.settings["merchant-private-key-file"])

    def sign(self, values, length):
        text = "&".join(f"{n}={values[n]}" for n in sorted(values) if values[n] and n != "sign")
        text = f"{text}&key={self.key}".encode()
        if length == 64:
            return hmac.new(self.key.encode(), text, hashlib.sha256).hexdigest().upper()
        return hashlib.md5(text).hexdigest().upper()

    def call(self, path, values, certificate=False, change=None):
        values = {"appid": self.settings["appid"], "mch_id": self.settings["mchid"],
                  "nonce_str": secrets.token_hex(16), **values}
        if self.hash_name != "MD5":
            values["sign_type"] = self.hash_name
        values["sign"] = self.sign(values, 32 if self.hash_name == "MD5" else 64)
        if change:
            change(values)
        root = ElementTree.Element("xml")
        for name, value in values.items():
            ElementTree.SubElement(root, name).text = value
        try:
            status, _, raw = self.sandbox.send("POST", path, ElementTree.tostring(root, "utf-8"),
                                               {"Content-Type": "text/xml; charset=utf-8"},
                                               self.context if certificate else None)
        except LOST:
            return Answer("lost")
        return self.read(status, raw)

    def read(self, status, raw):
        assert status == 200
        try:
            fields = {child.tag: child.text or "" for child in ElementTree.fromstring(raw)}
            fields["return_code"]
        except (ElementTree.ParseError, KeyError):
            return Answer("garbage")
        if fields["return_code"] != "SUCCESS":
            assert "sign" not in fields
            return Answer("unsigned", fields["return_msg"], fields)
        if fields["sign"] != self.sign(fields, len(fields["sign"])):
            return Answer("unverified", None, fields)
        return Answer("signed", fields.get("err_code", "SUCCESS"), fields)

    def pay(self, number, fen, code, **extra):
        answer = self.call("/pay/micropay", {"body": "川味小馆", "out_trade_no": number, "total_fee": str(fen),
                                             "spbill_create_ip": "192.0.2.10", "auth_code": code, **extra})
        if answer.word == "signed":
            answer.word = {"SUCCESS": "paid", "USERPAYING": "waiting"}.get(answer.code, "refused")
            if answer.word == "paid" and (answer.fields["total_fee"], answer.fields["out_trade_no"]) != (str(fen), number):
                answer.word = "contradiction"
        return answer

    def query(self, number):
        answer = self.call("/pay/orderquery", {"out_trade_no": number})
        if answer.word == "signed":
            state = answer.fields.get("trade_state", answer.code)
            answer.word = {"SUCCESS": "paid", "USERPAYING": "waiting", "PAYERROR": "failed", "REVOKED": "ended",
                           "CLOSED": "ended", "NOTPAY": "unpaid", "REFUND": "paid", "ORDERNOTEXIST": "absent",
                           "SYSTEMERROR": "refused", "FREQUENCY_LIMITED": "refused"}[state]
        return answer

    def reverse(self, number):
        answer = self.call("/secapi/pay/reverse", {"out_trade_no": number}, certificate=True)
        if answer.word == "signed":
            answer.word = {"N": "done", "Y": "again"}[answer.fields["recall"]]
        return answer

    def show(self, number, fen, **extra):
        answer = self.call("/pay/unifiedorder", {"body": "川味小馆", "out_trade_no": number, "total_fee": str(fen),
                                                 "spbill_create_ip": "192.0.2.10", "trade_type": "NATIVE",
                                                 "notify_url": "https://shop.example/notify", **extra})
        if answer.word == "signed":
            answer.word, answer.text = ("shown" if answer.code == "SUCCESS" else "refused"), answer.fields.get("code_url")
        return answer

    def close(self, number):
        answer = self.call("/pay/closeorder", {"out_trade_no": number})
        if answer.word == "signed":
            answer.word = {"SUCCESS": "closed", "ORDERNOTEXIST": "absent"}.get(answer.code, "refused")
        return answer

    def refund(self, number, refund, fen, total, certificate=True):
        answer = self.call("/secapi/pay/refund", {"out_trade_no": number, "out_refund_no": refund, "refund_desc": "冷了",
                                                  "refund_fee": str(fen), "total_fee": str(total)}, certificate)
        if answer.word == "signed":
            answer.word = {"SUCCESS": "pending", "ORDERNOTEXIST": "absent"}.get(answer.code, "refused")
        return answer

    def refund_query(self, number, refund):
        answer = self.call("/pay/refundquery", {"out_refund_no": refund})
        if answer.word == "signed":
            state = answer.fields.get("refund_status_0", answer.code)
            answer.word = {"SUCCESS": "done", "PROCESSING": "pending", "CHANGE": "abnormal", "REFUNDCLOSE": "closed",
                           "REFUNDNOTEXIST": "absent"}[state]
        return answer
