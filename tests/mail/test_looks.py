"""How the HTML of a mail looks once it is cleaned: what it hides is gone, and every sentence can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oss.mail.sanitise import html_to_text, sanitise
from tests.mail.reading import unreadable_sentences

HIDING = {
    "display": '<div style="display:none;max-height:0">WEG</div>',
    "display, by a class": (
        "<style>.pre, #x { color:red; display : none !important }</style><p class='a pre'>WEG</p>"
    ),
    "display, by an id": "<style><!-- /* a */ #x{display:none} --></style><p id='x'>WEG</p>",
    "height": '<span style="max-height:0px;overflow:hidden">WEG</span>',
    "height and overflow": '<div style="height:0;overflow:hidden">WEG</div>',
    "a dot": '<div style="max-height:1px;overflow:hidden">WEG</div>',
    "a clip": '<div style="position:absolute;clip:rect(0 0 0 0)">WEG</div>',
    "clear letters": '<div style="color:rgba(0, 0, 0, 0)">WEG</div>',
    "shrunk": '<div style="transform:scale(0)">WEG</div>',
    "a hundredth": '<div style="font-size:0.01em">WEG</div>',
    "Outlook's word": '<div style="mso-hide:all">WEG</div>',
    "size": '<div style="font-size:0">WEG <b>WEG</b></div>',
    "size, in a shorthand": '<div style="font:0/0 a">WEG</div>',
    "one pixel": '<div style="font-size:1px;line-height:1px;color:#fff">WEG</div>',
    "opacity": '<div style="opacity:0">WEG</div>',
    "visibility": '<div style="visibility:hidden">WEG</div>',
    "off the screen": '<div style="position:absolute;left:-9999px">WEG</div>',
    "the attribute": "<div hidden>WEG <p>WEG</p></div>",
    "for a telephone": (
        "<style>.m{display:none} @media screen and (max-width:600px){.m{display:block!important}}</style>"
        "<table class='m'><tr><td>WEG</td></tr></table>"
    ),
    "for a wide screen": "<style>@media (min-width:480px){.m{display:none}}</style><p class='m'>WEG</p>",
}


@pytest.mark.parametrize("html", HIDING.values(), ids=HIDING)
def test_what_a_mail_hides_is_neither_shown_nor_in_its_text(html: str) -> None:
    shown = sanitise(f"{html}<p>Uw dossier is ontvangen.</p>")
    assert "WEG" not in shown
    assert html_to_text(shown) == "Uw dossier is ontvangen."


@pytest.mark.parametrize(
    "html",
    [
        '<div style="font-size:0"><p style="font-size:14px">BLIJFT</p></div>',
        '<a href="https://x.example" style="mso-hide:all">BLIJFT</a>',
        '<p style="color:rgba(0,0,0,.5);max-height:100px;overflow:hidden;font-size:0.8em">BLIJFT</p>',
        "<style>@media (max-width:600px){.d{display:none}}</style><p class='d'>BLIJFT</p>",
        "<style>@media print{.d{display:none}}</style><p class='d'>BLIJFT</p>",
        "<style>.d{display:none} .d{display:block}</style><p class='d'>BLIJFT</p>",
        '<p style="max-height:20px;overflow:hidden;opacity:0.9">BLIJFT</p>',
        "<style>.d{display:none</style><p>BLIJFT</p>",
        "<style>@font-face{display:none} }{ .d</style><p class='d'>BLIJFT</p>",
        '<div style="display:none">BLIJFT</div>',  # else nothing would be left
    ],
)
def test_what_a_mail_shows_stays(html: str) -> None:
    assert "BLIJFT" in sanitise(html)


DARK = {
    "body": '<body bgcolor="#101828" text="white"><p style="color:#fff">zin</p></body>',
    "body, style alone": '<body class=x style="margin:0;background:#101828"><font color=#eee>zin</font>',
    "cell": '<table><tr><td bgcolor="navy"><a href="https://x.example">zin</a> zin</td><td>zin</td></tr>',
    "shorthand": '<div style="background:#036 url(https://x.example/a) repeat"><b style="color:#FFF">zin',
    "picture alone": '<div style="background:url(https://x.example/a)"><b style="color:#fff">zin</b></div>',
    "style sheet": '<style>.k{background:#000}</style><p class="k" style="color:#fff">zin</p>',
    "row": '<table bgcolor="#000"><tr style="color:#ccc"><td>zin <i style="background:white">zin</i></td>',
    "functions": '<p style="background-color:rgb(10 20 30);color:hsl(0, 0%, 95%)">zin</p>',
    "through": '<p style="background:#000"><span style="background:rgba(255,255,255,.9)">zin</span></p>',
    "invisible": '<p style="color:transparent">zin</p>',
    "columns": '<table><colgroup><col bgcolor="black"></colgroup><tr><td>zin</td></tr></table>',
    "grey": '<p style="color:#aaa">zin</p>',
    "unknown": '<p style="color:var(--x);background:#111">zin</p>',
    "marked": '<div style="background:#000;color:#fff">zin <mark>zin</mark></div>',
}


@pytest.mark.parametrize("html", DARK.values(), ids=DARK)
def test_every_sentence_stands_out_from_its_ground(html: str) -> None:
    shown = sanitise(html)
    assert html_to_text(shown).count("zin") == html.count("zin")
    assert unreadable_sentences(shown) == []


def test_colours_that_can_be_read_stay_as_they_are() -> None:
    shown = sanitise('<div style="background:#003366"><p style="color:#ffffff">x</p></div>')
    assert "background-color:#003366" in shown
    assert "color:#ffffff" in shown
    assert (
        sanitise('<p style="color:red">x</p>') == '<p style="color:#e60000">x</p>'
    )  # a shade darker, still red


COLOURS = st.sampled_from(
    ["#000", "#fff", "navy", "#777", "yellow", "rgba(255,0,0,.5)", "transparent", "onzin", ""]
)
LAYERS = st.lists(
    st.tuples(
        st.sampled_from(["div", "span", "a href='https://x.example'", "font", "mark"]), COLOURS, COLOURS
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=100, deadline=None)
@given(LAYERS)
def test_no_colours_in_one_another_make_a_sentence_unreadable(layers: list[tuple[str, str, str]]) -> None:
    html = "zin"
    for tag, letters, ground in layers:
        html = f'zin<{tag} style="color:{letters};background:{ground}">{html}</{tag.split()[0]}>'
    assert unreadable_sentences(sanitise(html)) == []
