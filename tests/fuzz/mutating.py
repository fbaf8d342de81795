"""Change documents: bytes, parts of archives, elements of XML, values of JSON, chunks of PNG."""

import json
import re
import struct
import zlib
from copy import deepcopy
from io import BytesIO
from xml.etree.ElementTree import ParseError, fromstring, tostring
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from tests.fuzz.words import BYTES, CELLS, FEEL, RULES, VALUES

MOST_BYTES = 400_000
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_ARCHIVE = (BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error)


def mutated(content, others, random):
    """Return a document changed once or a few times, mostly in the terms of its format.

    Args:
        content: A right document.
        others: Documents to take pieces from.
        random: Decides everything, so that the same seed gives the same document.
    """
    in_its_terms = random.random() < 0.75
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        change = _by_format(content) if in_its_terms else None
        changed = change(content, random) if change else None
        content = changed if changed is not None else _bytes_changed(content, others, random)
    return content[:MOST_BYTES]


def _by_format(content):
    """Return how documents of a format are changed, by how they begin."""
    beginnings = {b"PK": _archive, b"<": _xml, b"{": _json, _PNG: _png}
    return next(
        (beginnings[beginning] for beginning in beginnings if content.startswith(beginning)), None
    )


# --- Bytes


def _bytes_changed(content, others, random):
    start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
    end = min(end, start + 64) if random.random() < 0.7 else end
    return random.choice(_BYTE_CHANGES)(content, start, end, (others, random))


def _flip(content, start, _, known):
    random = known[1]
    changed = bytearray(content or b"\0")
    for _ in range(random.choice((1, 1, 2, 8))):
        near = min(start, len(changed) - 1)
        place = random.choice((near, random.randrange(len(changed))))
        changed[place] ^= 1 << random.randrange(8)
    return bytes(changed)


def _insert(content, start, _, known):
    return content[:start] + known[1].choice(BYTES) + content[start:]


def _overwrite(content, start, _, known):
    piece = known[1].choice(BYTES)
    return content[:start] + piece + content[start + len(piece) :]


def _splice(content, start, _, known):
    others, random = known
    other = random.choice(others)
    place = random.randrange(len(other) + 1)
    return content[:start] + other[place : place + random.choice((16, 256, 10_000))]


_BYTE_CHANGES = (
    _flip,
    _flip,
    _insert,
    _overwrite,
    _splice,
    lambda content, start, end, _: content[:start],
    lambda content, start, end, _: content[:start] + content[end:],
    lambda content, start, end, _: content[:end] + content[start:],
)


# --- Archives: spreadsheets


def _archive(content, random):
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (
        BadZipFile,
        OSError,
        ValueError,
        RuntimeError,
        EOFError,
        zlib.error,
        NotImplementedError,
    ):
        return None
    if not parts:
        return None
    _part_changed(parts, random)
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


def _part_changed(parts, random):
    sheets = [name for name in parts if "sheet" in name.lower() or "Strings" in name]
    name = random.choice(sheets if sheets and random.random() < 0.8 else list(parts))
    chance = random.random()
    if chance < 0.03:
        del parts[name]
    elif chance < 0.06:
        parts[random.choice(list(parts))] = parts[name]
    elif chance < 0.12:
        parts[name] = _bytes_changed(parts[name], [parts[name]], random)
    else:
        parts[name] = _xml(parts[name], random, CELLS) or parts[name]


# --- XML


def _xml(content, random, words=FEEL):
    try:
        root = fromstring(content)
    except (ParseError, ValueError, LookupError):
        return None
    every = list(root.iter())
    parents = {child: parent for parent in every for child in parent}
    random.choice(_XML_CHANGES)(random.choice(every), parents, words, random)
    try:
        return tostring(root, encoding="utf-8", xml_declaration=True)
    except (TypeError, ValueError):
        return None


def _text_changed(element, parents, words, random):
    texts = [node for node in (element, *parents) if node.text and node.text.strip()]
    random.choice(texts or [element]).text = _writable(random.choice(words))


def _attribute_changed(element, parents, words, random):
    have = [node for node in (element, *parents) if node.attrib]
    element = random.choice(have or [element])
    name = random.choice(list(element.attrib) or ["name"])
    if random.random() < 0.2:
        element.attrib.pop(name, None)
    else:
        element.set(name, _writable(str(random.choice((*words, "-1", "0", "99999999")))[:200]))


def _removed(element, parents, _words, _random):
    if element in parents:
        parents[element].remove(element)


def _doubled(element, parents, _words, random):
    if element in parents:
        parents[element].insert(random.randrange(4), deepcopy(element))


def _moved(element, parents, _words, random):
    target = random.choice([*parents, element])
    if element in parents and target not in element.iter():
        parents[element].remove(element)
        target.append(element)


def _renamed(element, parents, _words, random):
    element.tag = random.choice([*parents, element]).tag


def _loose(element, _parents, words, random):
    element.tail = _writable(random.choice(words))


_XML_CHANGES = (
    _text_changed,
    _text_changed,
    _text_changed,
    _attribute_changed,
    _attribute_changed,
    _removed,
    _doubled,
    _moved,
    _renamed,
    _loose,
)


def _writable(text):
    """Return a text without what XML cannot carry; bytes are changed elsewhere."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", text)


# --- JSON


def _json(content, random):
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    places = list(_places(document, 0))
    if not places:
        return None
    holder, key = random.choice(places)
    random.choice(_JSON_CHANGES)(holder, key, random)
    try:
        return json.dumps(document, ensure_ascii=random.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    except (RecursionError, ValueError):
        return None


def _places(value, depth):
    if depth > 60 or not isinstance(value, dict | list):
        return
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        yield from _places(value[key], depth + 1)


def _value_replaced(holder, key, random):
    holder[key] = deepcopy(random.choice((*VALUES, *VALUES, *RULES)))


def _value_removed(holder, key, _random):
    del holder[key]


def _value_wrapped(holder, key, random):
    wrap = random.choice(("!", "!!", "and", "or", "==", "in", "some", "var", "value"))
    holder[key] = random.choice(([holder[key]], {wrap: holder[key]}, {wrap: [holder[key]]}))


def _value_nested(holder, key, random):
    for _ in range(random.choice((5, 50, 200))):
        holder[key] = [holder[key]] if random.random() < 0.5 else {"!": holder[key]}


def _key_changed(holder, key, random):
    value = holder[key]
    if isinstance(holder, dict):
        del holder[key]
        holder[str(random.choice((*VALUES, key + "@", key.partition("@")[0], "!=", "and")))] = value
    else:
        holder.insert(key, deepcopy(value))


def _texts_shuffled(holder, key, random):
    if isinstance(holder[key], str):
        texts = list(holder[key])
        random.shuffle(texts)
        holder[key] = "".join(texts)
    else:
        _value_replaced(holder, key, random)


_JSON_CHANGES = (
    _value_replaced,
    _value_replaced,
    _value_replaced,
    _value_replaced,
    _value_removed,
    _value_wrapped,
    _value_nested,
    _key_changed,
    _texts_shuffled,
)


# --- PNG: chunks with their sums made anew, so that what is in them is looked at


def _png(content, random):
    chunks = list(_chunks(content))
    if not chunks:
        return None
    place = random.randrange(len(chunks))
    name, data = chunks[place]
    chance = random.random()
    if chance < 0.1:
        del chunks[place]
    elif chance < 0.2:
        chunks.insert(place, (random.choice((b"tEXt", b"eXIf", b"iCCP", b"gAMA", name)), data))
    elif data:
        chunks[place] = (name, _flip(data, random.randrange(len(data)), 0, ((), random)))
    return _PNG + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _chunks(content):
    place = len(_PNG)
    while place + 12 <= len(content):
        (size,) = struct.unpack_from(">I", content, place)
        if place + 12 + size > len(content):
            return
        yield content[place + 4 : place + 8], content[place + 8 : place + 8 + size]
        place += 12 + size
