"""The typefaces of a document, from our own files: what a machine has installed makes no difference.

Each script has a file of its own, and those alone are read whose signs stand in the text.
"""

import re

FOLDER = "vendor/document-fonts"
ALWAYS = ("noto-sans-latin", "noto-sans-latin-ext")
SCRIPTS = {
    "noto-sans-vietnamese": "\u0102\u0103\u0110\u0111\u0128-\u01b0\u0300-\u0329\u1ea0-\u1ef9\u20ab",
    "noto-sans-greek": "\u0370-\u03ff",
    "noto-sans-greek-ext": "\u1f00-\u1fff",
    "noto-sans-cyrillic": "\u0301\u0400-\u04ff\u2116",
    "noto-sans-cyrillic-ext": "\u0460-\u052f\u1c80-\u1c8a\u2de0-\u2dff\ua640-\ua69f",
    "noto-sans-devanagari": "\u0900-\u097f\u1cd0-\u1cf9\ua8e0-\ua8ff",
    "noto-sans-arabic-arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "noto-sans-hebrew-hebrew": "\u0590-\u05ff\u20aa\ufb1d-\ufb4f",
    "noto-emoji-emoji": "\u200d\u203c-\u3299\ufe0f\U0001f000-\U0001faff",
}
WEIGHTS = (400, 700)


def font_faces(text: str) -> str:
    """The style sheet that names the font files whose signs stand in `text`, and has the document use them.

    A family for each file: files that share a name are embedded as one font, whose letters then mix.
    """
    names = [*ALWAYS, *(name for name, signs in SCRIPTS.items() if re.search(f"[{signs}]", text))]
    faces = [
        f"@font-face {{ font-family: {name}; font-weight: {weight};"
        f" src: url('static:{FOLDER}/{name}-{weight}-normal.woff'); }}"
        for name in names
        for weight in WEIGHTS
    ]
    stack = ", ".join(names)
    return "\n".join((*faces, f"html {{ font-family: {stack}; }}", f"@page {{ font-family: {stack}; }}"))
