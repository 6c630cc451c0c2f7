# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture of the screen and the words on it tell that no widget knows: grey on grey, and words in
the wrong language. Shared by the demo's two tours."""

import re
import subprocess

# Of letters that are a pixel thin the full colour is never reached: 4.5 on paper reads 3 and more.
LEAST_CONTRAST = 3.0
# Names are names in every language.
NAMES = re.compile(r"Trivet|English|Wang|Lin Mei|Chen Bo|GNU|PIN|QR|POS|Wi-Fi|ESC|USB|NFC|http|tcp:|file:")
LATIN = re.compile(r"[A-Za-z]{3,}")
READ = re.compile(r"\w")
CHINESE = re.compile("[\u3400-\u9fff]")


def take(path):
    """Leaves a picture of the screen."""
    subprocess.run(["import", "-window", "root", str(path)], check=True)


def luminance(colour):
    parts = [part / 255 for part in colour]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colours):
    """Between the lightest and the darkest, as WCAG 2 counts it."""
    lights = [luminance(colour) for colour in colours]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def find_faint(path, size, places):
    """Words that do not stand out from their ground; each of @places is "X Y WIDTH HEIGHT WORDS"."""
    width, height = (int(part) for part in size.split("x"))
    raw = subprocess.run(["convert", str(path), "-depth", "8", "rgb:-"], capture_output=True, check=True).stdout
    faults = []
    for place in places:
        left, top, wide, high, words = place.split(" ", 4)
        left, right = max(int(left), 0), min(int(left) + int(wide), width)
        rows = range(max(int(top), 0), min(int(top) + int(high), height))
        colours = {raw[at:at + 3] for row in rows for at in range(3 * (row * width + left), 3 * (row * width + right), 3)}
        # Pictures of dishes are no words.
        if colours and READ.search(words) and contrast(colours) < LEAST_CONTRAST:
            faults.append(f"“{words}” is hard to read: contrast {contrast(colours):.1f}")
    return faults


def find_foreign(words):
    """Words that are in no way Chinese, and no names."""
    return [f"“{text}” is not Chinese" for text in dict.fromkeys(words)
            if LATIN.search(NAMES.sub("", text)) and not CHINESE.search(text)]
