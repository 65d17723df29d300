"""A paper for the demo: a page that says its name."""

_OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources 6 0 R >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)


def page_that_says(words: str) -> bytes:
    """A PDF of one page; `words` without brackets or letters beyond ASCII."""
    text = f"BT /F 18 Tf 72 760 Td ({words}) Tj ET"
    stream = f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
    objects = (*_OBJECTS, stream, "<< /Font << /F 4 0 R >> >>")
    whole, starts = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        starts.append(len(whole))
        whole += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    whole += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end = whole.index("xref\n")
    return f"{whole}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{end}\n%%EOF\n".encode()
