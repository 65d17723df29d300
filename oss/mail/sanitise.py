"""The HTML of a mail reduced to what can do no harm, and its text.

What stays: structure, plain styling, links to the web, images that come with the mail (`cid:`, small `data:`
pictures). Addresses of remote images stay in the stored HTML, for a reader who asks for them one day; the
reading view takes them out (`oss.mail.reading`).
"""

import html
import re
from urllib.parse import quote, unquote

import nh3

from oss.mail.colours import in_shorthand
from oss.mail.hiding import Hidden, declarations, hides, in_sheets
from oss.mail.looks import GONE, TAG, finish
from oss.mail.pictures import file_name

LONGEST_HTML = 2_000_000  # characters
MOST_WORK = 30_000_000  # depth summed over all tags: the sanitiser walks up the tree at every tag
_FEW_TAGS = 3_000
MOST_SIGNS = 40_000  # tags and references together; all that stands below costs time for each
LONG_TAG = 3_000  # characters
MOST_ATTRIBUTES = 500  # of a long tag: the sanitiser compares each with all before

_TAGS = {
    *(
        "a",
        "abbr",
        "address",
        "article",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
    ),
    *(
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
    ),
    *(
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
    ),
    *(
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
    ),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr"),
}
_GONE_WITH_CONTENT = {
    *("script", "style", "title", "template", "noscript", "iframe", "object", "embed", "applet", "frameset"),
    *(
        "svg",
        "math",
        "form",
        "select",
        "textarea",
        "button",
        "audio",
        "video",
        "canvas",
        "noembed",
        "noframes",
        "xmp",
    ),
} - {"form"}  # some mails are one big form: its text stays
_LAYOUT = {"align", "valign", "width", "height", "bgcolor"}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "title", "class", "id", "hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "font": {"color", "face", "size"},
    "table": _LAYOUT | {"border", "cellpadding", "cellspacing"},
    **{
        tag: _LAYOUT | {"colspan", "rowspan", "span"}
        for tag in ("td", "th", "tr", "col", "colgroup", "tbody")
    },
    **{tag: {"align"} for tag in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr")},
    "ol": {"start", "type"},
    "ul": {"type"},
    "blockquote": {"type"},
}
_QUOTING = {
    *(
        "gmail_quote",
        "gmail_quote_container",
        "gmail_attr",
        "yahoo_quoted",
        "moz-cite-prefix",
        "protonmail_quote",
    ),
    *("moz-forward-container", "divRplyFwdMsg", "appendonsend"),
}
"""The names, as class or id, by which programs tell what they quote (`oss.mail.folding`)."""
_STYLES = {
    *(
        "background",
        "background-color",
        "border",
        "border-bottom",
        "border-collapse",
        "border-color",
        "border-left",
    ),
    *(
        "border-radius",
        "border-right",
        "border-spacing",
        "border-style",
        "border-top",
        "border-width",
        "color",
    ),
    *("direction", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height"),
    *("letter-spacing", "line-height", "list-style-type", "margin", "margin-bottom", "margin-left"),
    *(
        "margin-right",
        "margin-top",
        "max-width",
        "padding",
        "padding-bottom",
        "padding-left",
        "padding-right",
    ),
    *("padding-top", "text-align", "text-decoration", "text-indent", "text-transform", "vertical-align"),
    *("white-space", "width", "word-break", "word-spacing", "word-wrap"),
}
_LOADS_OR_RUNS = re.compile(r"url|image|expression|@import|javascript|\\|attr\s*\(|var\s*\(", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[a-zA-Z0-9+/=\s]*$")
_WEB = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_IMAGE = re.compile(r"(https?|cid):", re.IGNORECASE)
_FILE_NAME = re.compile(r"(?:(?:file|thismessage):)?[^:?#\s][^:?#\r\n]{0,400}", re.IGNORECASE)
_DRIVE = re.compile(r"(?<![a-z])[a-z]:[\\/]", re.IGNORECASE)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def sanitise(source: str) -> str:
    """Empty where the HTML is longer or more tangled than any letter; the text remains then."""
    if len(source) > LONGEST_HTML or _too_tangled(source):
        return ""
    marked = _cleaner(in_sheets(source)).clean(_with_body_as_division(source)).replace("\x00", "")
    shown = finish(marked, hide=True)
    return shown if not is_blank(shown) else finish(marked, hide=False)


def _cleaner(hidden: Hidden) -> nh3.Cleaner:
    def kept(tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return _style(value, tag)
        if name == "class":
            words = value.split()
            is_gone = any(one.lower() in hidden.classes for one in words)
            return GONE if is_gone else " ".join(one for one in words if one in _QUOTING) or None
        if name == "id":
            return GONE if value.lower() in hidden.ids else value if value in _QUOTING else None
        if name == "href":
            return value.strip() if _WEB.match(value.strip()) else None
        return _image(value) if name == "src" else value

    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_GONE_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        filter_style_properties=_STYLES | {"display"},  # which says here that an element is hidden
        url_schemes={"http", "https", "mailto", "tel", "cid", "data", "file", "thismessage"},
        url_relative="pass_through",  # the filter above decides
        link_rel="noopener noreferrer nofollow",
    )


def _style(value: str, tag: str) -> str:
    """Of what loads nothing; `display` is there only to say that the element is hidden."""
    declared = declarations(value)
    if hides(declared, tag):
        return f"display:{GONE}"
    if "background" in declared:
        declared["background"] = in_shorthand(declared["background"])
    return ";".join(
        f"{name}:{said}"
        for name, said in declared.items()
        if name != "display" and not _LOADS_OR_RUNS.search(said)
    )


def _image(source: str) -> str | None:
    """With a file's name alone a picture that came along is meant."""
    url = "".join(source.split("\n")).strip() if "\n" in source else source.strip()
    if _IMAGE.match(url) or _PICTURE.match(url):
        return url
    place = _DRIVE.sub("/", url, count=1)
    name = file_name(unquote(place))
    return f"cid:{quote(name)}" if name and _FILE_NAME.fullmatch(place) and not url.startswith("//") else None


def _with_body_as_division(source: str) -> str:
    """The colours of a letter as a whole stand on its body, which is not kept."""
    start = source.lower().find("<body")
    body = _BODY.match(source, start) if start >= 0 else None
    if not body:
        return source
    said = {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(body[1])}
    style = [
        *(f"background-color:{said[name]}" for name in ("bgcolor",) if name in said),
        *(f"color:{said[name]}" for name in ("text",) if name in said),
        *(
            [said["style"]]
            if "color" in said.get("style", "") or "background" in said.get("style", "")
            else []
        ),
    ]
    if not style:
        return source
    whole = html.escape(";".join(["padding:8px", *style]))
    return f'{source[:start]}<div style="{whole}">{source[body.end() :]}'


_BODY = re.compile(r"""<body\b((?:[^<>"']++|"[^"]{0,5000}+"|'[^']{0,5000}+'){0,500}+)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


def _too_tangled(source: str) -> bool:
    if source.count("<") + source.count("&") > MOST_SIGNS or any(map(_is_endless, source.split("<"))):
        return True
    if source.count("<") < _FEW_TAGS:
        return False
    depth = work = 0
    for closing, name in _TAG.findall(source):
        if closing:
            depth = max(0, depth - 1)
        elif name.lower() not in _VOID:
            depth += 1
        work += depth
    return work > MOST_WORK


def _is_endless(tag: str) -> bool:
    """`tag`: with what follows it."""
    if len(tag) < LONG_TAG or not tag[:1].isalpha():
        return False
    return len(_BETWEEN_ATTRIBUTES.findall(_QUOTED.sub("", tag).partition(">")[0])) > MOST_ATTRIBUTES


_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/=]+")


def content_ids(clean: str) -> set[str]:
    """Of the pictures that sanitised HTML shows."""
    return {content_id(found) for found in _CID.findall(clean)}


def content_id(url: str) -> str:
    """`cid:A%40b` → `a@b`, as names of pictures are compared."""
    return unquote(html.unescape(url))[4:].partition("#")[0].strip("<>\"'/ ").lower()


_CID = re.compile(r'src="(cid:[^"]*)"', re.IGNORECASE)


# --- Text ----------------------------------------------------------------------------------------

_ANY_TAG = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
_BREAK = re.compile(
    rf"<br\b{_ANY_TAG}\n?|</(?:div|p|tr|h[1-6]|li|dd|dt|blockquote|pre|table|ul|ol|section)\s*>|<hr\b{_ANY_TAG}"
)
_ITEM = re.compile(rf"<li\b{_ANY_TAG}")
_CELL = re.compile(r"</t[dh]\s*>")
_PARAGRAPH = re.compile(
    rf"<(?:p|h[1-6]|blockquote|table)\b{_ANY_TAG}|</(?:p|h[1-6]|blockquote|table|ul|ol)\s*>"
)
_REMAINING = re.compile(rf"<[a-zA-Z/]{_ANY_TAG}")
_DROPPED = re.compile(
    r"<(script|style|title|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)


def html_to_text(clean: str) -> str:
    """The words of sanitised HTML, with its lines and paragraphs."""
    text = re.sub(r"\s+", " ", clean)
    text = _PARAGRAPH.sub("\n\n", text)
    text = _ITEM.sub("- ", text)
    text = _CELL.sub("  ", text)
    text = _BREAK.sub("\n", text)
    text = html.unescape(_REMAINING.sub("", text)).replace("\xa0", " ")
    text = re.sub(r"(?:(?<![ \t])[ \t]++)?\n[ \t]*+", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def is_blank(clean: str) -> bool:
    """Whether sanitised HTML shows no word and no picture that came along, not even what is said of one."""
    shows = any("src" in tag[3] and _SEEN.search(tag[3]) for tag in TAG.finditer(clean) if tag[2] == "img")
    return not shows and is_blank_text(html.unescape(TAG.sub("", clean)))


def is_blank_text(text: str) -> bool:
    return not _UNSEEN.sub("", text).strip()


_SEEN = re.compile(r"""\s(?:src="(?:cid|data):|alt="\s*[^"\s])""", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]"
)


def crude_text(source: str) -> str:
    """The words of HTML that could not be sanitised; tags are cut out as they come."""
    text = re.sub(r"<[^<>]{0,2000}>", " ", _DROPPED.sub(" ", source[:LONGEST_HTML]))
    return re.sub(r"[ \t]+", " ", html.unescape(text)).strip()
