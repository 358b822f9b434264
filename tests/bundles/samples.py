"""Archives and mails made by the tests, hostile ones among them."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from email.message import EmailMessage
from email.policy import SMTP


def zip_of(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with names in UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def gbk_zip(files: dict[str, bytes]) -> bytes:
    """A ZIP archive as programs on Chinese Windows write it: names in GBK, and no word of it."""
    stand_ins = {chr(ord("A") + number) * len(path.encode("gbk")): path for number, path in enumerate(files)}
    data = zip_of({stand_in: files[path] for stand_in, path in stand_ins.items()})
    for stand_in, path in stand_ins.items():
        data = data.replace(stand_in.encode(), path.encode("gbk"))
    return data


def zip_with_link(path: str, target: str) -> bytes:
    """A ZIP archive that holds a symbolic link."""
    info = zipfile.ZipInfo(path)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, target)
    return buffer.getvalue()


def locked_zip(path: str) -> bytes:
    """A ZIP archive that says its one file is encrypted."""
    data = bytearray(zip_of({path: b"secret"}))
    data[6] |= 1
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def nested_zip(depth: int, inner: bytes = b"text") -> bytes:
    """An archive in an archive in an archive …"""
    data = zip_of({"innermost.txt": inner})
    for level in range(depth - 1):
        data = zip_of({f"level-{level}.zip": data})
    return data


def _vint(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def _rar_block(kind: int, fields: bytes, data: bytes | None = None) -> bytes:
    flags = 0x02 if data is not None else 0
    body = _vint(kind) + _vint(flags) + (_vint(len(data)) if data is not None else b"") + fields
    sized = _vint(len(body)) + body
    return struct.pack("<I", zlib.crc32(sized)) + sized + (data or b"")


def rar_of(files: dict[str, bytes]) -> bytes:
    """A RAR 5 archive of files that are stored as they are."""
    out = b"Rar!\x1a\x07\x01\x00" + _rar_block(1, _vint(0))
    for path, data in files.items():
        name = path.encode()
        fields = _vint(0x04) + _vint(len(data)) + _vint(0o100644) + struct.pack("<I", zlib.crc32(data))
        fields += _vint(0) + _vint(1) + _vint(len(name)) + name
        out += _rar_block(2, fields, data)
    return out + _rar_block(5, _vint(0))


def mail_of(text: str, attached: dict[str, bytes], html: bool = False) -> bytes:
    """A mail with attachments, as a mail program sends it."""
    message = EmailMessage()
    message["Subject"] = "消费帮扶通知"
    message["From"] = "office@example.cn"
    message.set_content(text, subtype="html" if html else "plain")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes(policy=SMTP)
