class Malformed(Exception):  # noqa: N818 - a refusal, not an error
    """Bytes that are not what they are packed as: S/MIME, winmail.dat, RTF."""
