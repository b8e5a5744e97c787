"""Executes the lesson's notebook with its kernel and keeps the outputs, or compares them with the kept ones.

    python src/notebook/execute.py            # writes lesson.ipynb with new outputs, and lesson.jsh
    python src/notebook/execute.py --check    # executes, writes nothing, says what is different

Needs what requirements.txt names, and the project's jar. What is kept depends on nothing but the numbers: no times, no
hash codes, no counts of executions other than from the top.
"""

import argparse
import base64
import re
import struct
import sys
import zlib
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
NOTEBOOK = FOLDER / "lesson.ipynb"
JSHELL = FOLDER / "lesson.jsh"

# As in the tests: a unit of the last printed digit, or a share of 1e-4; what is below 1e-5 is rounding.
RELATIVE = 1e-4
ROUNDING = 1e-5
SIGNATURE = b"\x89PNG\r\n\x1a\n"
NUMBER = re.compile(r"-?\d+\.\d+(?:[eE][-+]?\d+)?|-?\d[eE][-+]?\d+")


def execute(notebook):
    """Runs the cells in a kernel that is started in the notebook's folder."""
    client = NotebookClient(
        notebook,
        kernel_name="java",
        timeout=600,
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(FOLDER)}},
    )
    metadata = dict(notebook.metadata)
    client.execute()
    notebook.metadata = nbformat.from_dict(metadata)  # not the version of this JDK
    for count, cell in enumerate(code_cells(notebook), 1):
        cell.execution_count = count
        cell.metadata.clear()
        cell.outputs = kept(cell.outputs, count)
    return notebook


def kept(outputs, count):
    """The printed text in one piece, then the picture."""
    result = []
    text = "".join(output.text for output in outputs if output.output_type == "stream")
    if text:
        result.append(nbformat.v4.new_output("stream", name="stdout", text=text))
    for output in outputs:
        if output.output_type == "stream":
            if output.name != "stdout":
                raise SystemExit(f"a cell writes to {output.name}: {output.text}")
        elif "image/png" in output.get("data", {}):
            data = {"image/png": base64.b64encode(packed(picture_of(output))).decode()}
            result.append(nbformat.v4.new_output("execute_result", data=data, execution_count=count))
        else:
            raise SystemExit(f"an output is neither text nor a picture: {output}")
    return result


def chunks(png):
    """The kind and the bytes of each part of a PNG."""
    if png[:8] != SIGNATURE:
        raise SystemExit("a picture is no PNG")
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def packed(png):
    """The picture in half the bytes: with 32 levels of each colour for 256, packed as tightly as zlib can."""
    parts = list(chunks(png))
    pixels = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    head = parts[0][1]
    if head[8:] != b"\x08\x02\0\0\0" or set(pixels[:: 1 + 3 * struct.unpack(">I", head[:4])[0]]) != {0}:
        raise SystemExit("a picture is not of plain RGB, whose bytes are colours")
    levels = bytes(round(round(value * 31 / 255) * 255 / 31) for value in range(256))
    result = SIGNATURE
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(pixels.translate(levels), 9)), (b"IEND", b"")):
        result += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return result


def picture_of(output):
    return base64.b64decode(output.data["image/png"])


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def text_of(cell):
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def pictures_of(cell):
    """The width and height of each picture, whose pixels are all there."""
    sizes = []
    for output in cell.outputs:
        if output.output_type != "stream":
            parts = list(chunks(picture_of(output)))
            width, height = struct.unpack(">II", parts[0][1][:8])
            pixels = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
            if len(pixels) != height * (1 + 3 * width) or len(set(pixels)) < 3:
                raise SystemExit("a picture is empty")
            sizes.append((width, height))
    return sizes


def agrees(ours, expected):
    a, b = float(ours), float(expected)
    if abs(b) < ROUNDING and re.search("[eE]", expected):
        return abs(a) < ROUNDING
    mantissa, _, exponent = expected.lower().partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    return abs(a - b) <= max(1.001 * unit, RELATIVE * abs(b))


def same(ours, expected):
    """Whether two printed texts are the same, but for what other processors may do to numbers."""
    ours_words = NUMBER.sub("#", ours).split()
    expected_words = NUMBER.sub("#", expected).split()
    numbers = zip(NUMBER.findall(ours), NUMBER.findall(expected))
    return ours_words == expected_words and all(agrees(a, b) for a, b in numbers)


def differences(executed, expected):
    for number, (ours, theirs) in enumerate(zip(code_cells(executed), code_cells(expected)), 1):
        if not same(text_of(ours), text_of(theirs)):
            yield f"cell {number} prints\n{text_of(ours)}\nbut this is kept:\n{text_of(theirs)}"
        if pictures_of(ours) != pictures_of(theirs):
            yield f"cell {number} shows pictures of {pictures_of(ours)}, kept: {pictures_of(theirs)}"


def jshell(notebook):
    """The same cells for JDK's jshell, where the class path is an option.

    It reads line by line: a statement must not go on in a new line where it could end.
    """
    sources = [re.sub(r"(?m)^%.*\n+", "", cell.source) for cell in code_cells(notebook)]
    return "\n\n".join(sources) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with the kept outputs; write nothing")
    check = parser.parse_args().check
    expected = nbformat.read(NOTEBOOK, as_version=4)
    executed = execute(nbformat.read(NOTEBOOK, as_version=4))
    if check:
        found = list(differences(executed, expected))
        if JSHELL.read_text() != jshell(expected):
            found.append("lesson.jsh does not hold the notebook's cells")
        print("\n".join(found) or "the notebook prints and shows what it keeps")
        sys.exit(1 if found else 0)
    nbformat.write(executed, NOTEBOOK)
    JSHELL.write_text(jshell(executed))


if __name__ == "__main__":
    main()
