#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: every file with words is listed for translation and every word is in Chinese.
Method: look for gettext calls and translatable attributes; let msgfmt count.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

CALL = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|ngettext|gettext)\s*\(\s*"|translatable="(?:yes|true)"')


def listed_files(root):
    lines = (root / "po" / "POTFILES.in").read_text(encoding="utf-8").split("\n")
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def main():
    root = pathlib.Path(sys.argv[1])
    listed = listed_files(root)
    problems = [f"po/POTFILES.in names {name}, which does not exist"
                for name in sorted(listed) if not (root / name).exists()]
    for folder in ("src", "resources"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".c", ".ui") and CALL.search(path.read_text(encoding="utf-8")):
                name = str(path.relative_to(root))
                if name not in listed:
                    problems.append(f"{name} has words but is not in po/POTFILES.in")
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / "trivet.pot"
        subprocess.run(["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_",
                        "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=ngettext:1,2", "--add-comments=Translators",
                        f"--directory={root}", f"--files-from={root}/po/POTFILES.in",
                        f"--output={pot}"], check=True)
        merged = pathlib.Path(folder) / "zh_CN.po"
        subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
                        root / "po" / "zh_CN.po", pot], check=True)
        for option, what in (("--untranslated", "not translated"), ("--only-fuzzy", "fuzzy")):
            out = subprocess.run(["msgattrib", option, "--no-obsolete", merged],
                                 capture_output=True, text=True, check=True).stdout
            for message in re.findall(r'^msgid ((?:"[^\n]*"\n?)+)', out, re.M):
                text = "".join(re.findall(r'"(.*)"', message))
                if text:
                    problems.append(f"zh_CN: {what}: {text}")
        subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", merged], check=True)
    for problem in problems:
        print(problem)
    print(f"{len(listed)} files with words, {len(problems)} problems")
    return 1 if problems or not listed else 0


if __name__ == "__main__":
    sys.exit(main())
