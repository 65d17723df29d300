"""Makes what mails are packed in: opaque S/MIME, winmail.dat, an attached mail."""

import struct
import zlib
from base64 import encodebytes

from asn1crypto import cms

# --- S/MIME --------------------------------------------------------------------------------------


def signed(entity: bytes) -> bytes:
    """Without a signer: nobody looks at the signature."""
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": "data", "content": entity},
            "signer_infos": [],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()


def compressed(entity: bytes) -> bytes:
    content = cms.CompressedData(
        {
            "version": "v0",
            "compression_algorithm": {"algorithm": "zlib"},
            "encap_content_info": {"content_type": "data", "content": zlib.compress(entity)},
        }
    )
    return cms.ContentInfo({"content_type": "compressed_data", "content": content}).dump()


def encrypted() -> bytes:
    content = cms.EnvelopedData(
        {
            "version": "v0",
            "recipient_infos": [],
            "encrypted_content_info": {
                "content_type": "data",
                "content_encryption_algorithm": {"algorithm": "tripledes_3key", "parameters": b"12345678"},
                "encrypted_content": b"geheim",
            },
        }
    )
    return cms.ContentInfo({"content_type": "enveloped_data", "content": content}).dump()


# --- winmail.dat ---------------------------------------------------------------------------------


def winmail(*objects: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(objects)


def an_object(name: int, data: bytes, level: int = 1) -> bytes:
    return struct.pack("<BHHI", level, name, 6, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(*found: bytes) -> bytes:
    return struct.pack("<I", len(found)) + b"".join(found)


def a_property(kind: int, key: int, value: bytes) -> bytes:
    padded = value + b"\0" * (-len(value) % 4)
    return struct.pack("<HHII", kind, key, 1, len(value)) + padded


def text_property(key: int, words: str) -> bytes:
    return a_property(0x001F, key, f"{words}\0".encode("utf-16-le"))


def letter(words: str) -> bytes:
    return an_object(0x9003, properties(text_property(0x1000, words)))


def html_letter(words: str) -> bytes:
    return an_object(0x9003, properties(a_property(0x0102, 0x1013, words.encode("cp1252"))))


def rich_letter(rtf: bytes) -> bytes:
    return an_object(0x9003, properties(a_property(0x0102, 0x1009, rtf)))


def plain_rtf(rtf: bytes) -> bytes:
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def packed_rtf(rtf: bytes) -> bytes:
    """Each sign by itself, but for the beginning, which stands in the dictionary of the format."""
    body = b"\x01" + struct.pack(">H", 0 << 4 | 5) + rtf[7:14]
    body += b"".join(b"\0" + rtf[start : start + 8] for start in range(14, len(rtf), 8))
    return struct.pack("<II4sI", len(body) + 12, len(rtf), b"LZFu", 0) + body


def attached(name: str, data: bytes) -> bytes:
    return (
        an_object(0x9002, b"\0" * 14, 2)
        + an_object(0x8010, b"KORT~1.PDF\0", 2)
        + an_object(0x800F, data, 2)
        + an_object(0x9005, properties(text_property(0x3707, name)), 2)
    )


def embedded(inside: bytes) -> bytes:
    value = b"\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + inside
    return an_object(0x9002, b"\0" * 14, 2) + an_object(
        0x9005, properties(a_property(0x000D, 0x3701, value)), 2
    )


# --- Mails ---------------------------------------------------------------------------------------

_HEAD = b"From: Jan Peeters <jan@burger.example>\r\nTo: loket@mechelen.example\r\nMIME-Version: 1.0\r\n"


def mail(content_type: str, body: bytes | str, *, subject: str = "Vraag", more: str = "") -> bytes:
    """A mail of one part; bytes in base64, words as they are."""
    if isinstance(body, bytes):
        more += "Content-Transfer-Encoding: base64\r\n"
    content = encodebytes(body) if isinstance(body, bytes) else body.encode()
    head = f"Subject: {subject}\r\nContent-Type: {content_type}\r\n{more}\r\n"
    return _HEAD + head.encode() + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def part(content_type: str, body: bytes | str, more: str = "") -> str:
    whole = mail(content_type, body, more=more)
    return whole.removeprefix(_HEAD).decode().removeprefix("Subject: Vraag\r\n")


def multipart(kind: str, *parts: str, subject: str = "Vraag") -> bytes:
    edge = f"grens{zlib.crc32(''.join(parts).encode())}"
    inside = "".join(f"--{edge}\r\n{one}\r\n" for one in parts)
    return mail(f'multipart/{kind}; boundary="{edge}"', f"{inside}--{edge}--\r\n", subject=subject)


def attached_mails(depth: int) -> bytes:
    """A mail in a mail in a mail …"""
    whole = mail("text/plain", "Binnenin.", subject="0")
    for level in range(1, depth + 1):
        inside = f"--b{level}\r\nContent-Type: message/rfc822\r\n\r\n".encode() + whole
        whole = mail(
            f"multipart/mixed; boundary=b{level}",
            inside.decode() + f"\r\n--b{level}--\r\n",
            subject=str(level),
        )
    return whole
