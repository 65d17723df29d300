"""What stands in an opaque S/MIME part. Nothing is verified: a signature is only taken off."""

import zlib

from asn1crypto import cms, pem

from oss.mail.malformed import Malformed

_ENCRYPTED = {"enveloped_data", "authenticated_enveloped_data", "encrypted_data"}


class Encrypted(Exception):  # noqa: N818 - no error: the sender meant it for others
    pass


def unwrap(data: bytes, *, most: int) -> tuple[bytes, bool]:
    """The content, at most `most` bytes, and whether it was signed. Raises Encrypted, Malformed."""
    try:
        if pem.detect(data):
            data = pem.unarmor(data)[2]
        envelope = cms.ContentInfo.load(data)
        kind = envelope["content_type"].native
        if kind in _ENCRYPTED:
            raise Encrypted
        if kind not in {"signed_data", "compressed_data"}:
            raise Malformed
        content = envelope["content"]["encap_content_info"]["content"]
        inside = content.native if content else None
        if not isinstance(inside, bytes):  # certificates alone
            raise Malformed
        if kind == "compressed_data":
            inside = zlib.decompressobj().decompress(inside, most + 1)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as error:
        raise Malformed from error
    if len(inside) > most:
        raise Malformed
    return inside, kind == "signed_data"
