#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: `trivet` starts without the large libraries, and it and its shared object have no code
twice, so no type is registered twice. Method: read the symbols and the needed libraries of both
files as they were linked.

    test-edge-symbols.py TRIVET TRIVET-EDGE.SO
"""

import re
import subprocess
import sys

LATE = re.compile(r"lib(soup|crypto|ssl|archive|gst\w*|zbar)\b")
ONLY_NAME = "trivet_edge_get_table"


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.splitlines()


def needed(path):
    return [line.split()[-1].strip("[]") for line in run("readelf", "-d", path) if "(NEEDED)" in line]


def names(path, kinds, *options):
    """The functions of ours in a file, by the letters that nm gives them."""
    found = set()
    for line in run("nm", *options, path):
        *_, kind, name = line.split()
        if kind in kinds and re.match(r"_?trivet_", name):
            found.add(name)
    return found


def main():
    program, module = sys.argv[1:3]
    inside = names(program, "TtW")
    outside = names(module, "TtW")
    core = {"trivet_payment_provider_get_type", "trivet_scanner_get_type", "trivet_pin_hasher_get_type"}
    adapters = {"trivet_alipay_provider_get_type", "trivet_zbar_scanner_get_type", "trivet_scrypt_hasher_get_type"}
    wrong = {
        "the program has the core": core - inside,
        "the module has the adapters": adapters - outside,
        "the program loads none of the large libraries": {lib for lib in needed(program) if LATE.match(lib)},
        "the module brings them": {"soup", "crypto", "archive", "zbar"} - {LATE.match(lib)[1] for lib in needed(module) if LATE.match(lib)},
        "no function is in both": inside & outside,
        "the program has what the module asks for": names(module, "U", "-D") - names(program, "TWBDRV", "-D"),
        "the module shows one name": names(module, "TWBDRV", "-D") ^ {ONLY_NAME},
    }
    print(f"1..{len(wrong)}")
    for number, (text, found) in enumerate(wrong.items(), 1):
        print(f"{'not ok' if found else 'ok'} {number} - {text}")
        if found:
            print(f"# {', '.join(sorted(found))}")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
