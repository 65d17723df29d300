"""Papers for the demo: a page that says its name, and a picture."""

import struct
import zlib

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


def picture_of(red: int, green: int, blue: int, *, width: int = 320, height: int = 240) -> bytes:
    """A PNG: this colour, darker towards the bottom."""
    rows = (
        b"\x00" + bytes(part * (2 * height - row) // (2 * height) for part in (red, green, blue)) * width
        for row in range(height)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(rows))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
