"""What a browser would send of a form that nobody touched."""

import re
from html import unescape


def values_of(form: str) -> dict[str, list[str]]:
    """`form` is the HTML of one form, or of a page with one."""
    values: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_ticked = " checked" in tag or not re.search('type="(checkbox|radio)"', tag)
        if name and is_ticked:
            nothing = "on" if 'type="checkbox"' in tag else ""
            values.setdefault(name[1], []).append(unescape(value[1]) if value else nothing)
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        values[name] = [unescape(text)]
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        values[name] = re.findall(r'<option value="([^"]*)"[^>]*\sselected', options)
    return values
