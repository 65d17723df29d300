"""Colours as mails write them, and whether letters can be read on a ground (WCAG 2: contrast of 4.5)."""

import re
from colorsys import hls_to_rgb

Colour = tuple[int, int, int]

READABLE = 4.5
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]{1,80})\)")
_NUMBER = re.compile(r"([+-]?[0-9]{0,6}\.?[0-9]{0,10})(%|deg)?")
_TRANSPARENT = (*BLACK, 0.0)
"""The names of CSS: `name:rrggbb`."""
_NAMES = """
aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc
bisque:ffe4c4 black:000000 blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a
burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50 cornflowerblue:6495ed
cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b
darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b darkmagenta:8b008b
darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc darkred:8b0000 darksalmon:e9967a
darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1
darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff dimgray:696969 dimgrey:696969 dodgerblue:1e90ff
firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc ghostwhite:f8f8ff
gold:ffd700 goldenrod:daa520 gray:808080 green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0
hotpink:ff69b4 indianred:cd5c5c indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa
lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080
lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3
lightpink:ffb6c1 lightsalmon:ffa07a lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899
lightslategrey:778899 lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6
magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3
mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a
mediumturquoise:48d1cc mediumvioletred:c71585 midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1
moccasin:ffe4b5 navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orange:ffa500
orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee
palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd
powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1
saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d
silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa
springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0
violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00 yellowgreen:9acd32 window:ffffff
canvas:ffffff windowtext:000000 canvastext:000000
"""
_NAMED = dict(one.split(":") for one in _NAMES.split())


def read(value: str, *, on: Colour) -> Colour | None:
    """The colour as it shows on what lies below; None where it says none that we know."""
    words = value.strip().lower()
    found = _parsed(words)
    if found is None:
        return None
    red, green, blue, share = found
    return _mixed((red, green, blue), on, share)


def in_shorthand(background: str) -> str:
    """The colour among the words of `background: #036 no-repeat`; "" without one."""
    words = _IN_BRACKETS.sub(_without_blanks, background.strip().lower())
    return next((one for one in words.split() if _parsed(one)), "")


_IN_BRACKETS = re.compile(r"(url)?\(([^()]*)\)")


def _without_blanks(found: re.Match[str]) -> str:
    return "" if found[1] else f"({''.join(found[2].split())})"


def written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(letters: Colour, ground: Colour) -> Colour:
    """The colour itself where it can be read, else as much darker or lighter as that asks."""
    extreme = max(BLACK, WHITE, key=lambda one: contrast(one, ground))
    shades = (_mixed(extreme, letters, step / 10) for step in range(10))
    return next((one for one in shades if contrast(one, ground) >= READABLE), extreme)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(share * a + (1 - share) * b) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    shares = (one / 255 for one in colour)
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - as WCAG has it
        for one in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parsed(words: str) -> tuple[int, int, int, float] | None:
    if words == "transparent":
        return _TRANSPARENT
    digits = _HEX.fullmatch(_NAMED.get(words, words))
    if digits:
        return _from_digits(digits[1])
    function = _FUNCTION.fullmatch(words)
    return _from_function(function[1], function[2]) if function else None


def _from_digits(digits: str) -> tuple[int, int, int, float]:
    if len(digits) in {3, 4}:
        digits = "".join(one * 2 for one in digits)
    red, green, blue, *share = bytes.fromhex(digits)
    return red, green, blue, share[0] / 255 if share else 1.0


def _from_function(kind: str, inside: str) -> tuple[int, int, int, float] | None:
    numbers = [_NUMBER.fullmatch(one) for one in re.split(r"[\s,/]+", inside.strip())]
    if len(numbers) not in {3, 4} or not all(one and re.search(r"\d", one[1]) for one in numbers):
        return None
    values = [(float(one[1]), one[2] or "") for one in numbers if one]
    share = values[3][0] / (100 if values[3][1] == "%" else 1) if len(values) == 4 else 1.0  # noqa: PLR2004
    if kind == "hsl":
        hue, saturation, lightness = (number for number, _unit in values[:3])
        parts = hls_to_rgb(hue / 360, _within(lightness / 100), _within(saturation / 100))
    else:
        parts = tuple(number / (100 if unit == "%" else 255) for number, unit in values[:3])  # type: ignore[assignment]
    red, green, blue = (round(255 * _within(one)) for one in parts)
    return red, green, blue, _within(share)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
