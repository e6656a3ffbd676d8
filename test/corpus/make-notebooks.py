#!/usr/bin/python3
"""Writes the notebooks of this corpus with nbformat itself (Debian: python3-nbformat), so that their bytes are what Jupyter's own writer makes.

Run it from any folder; the files go to notebooks/ beside this script.
"""
import logging
import pathlib

import nbformat
from nbformat import from_dict
from nbformat.v4 import nbbase, new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

# Some of these notebooks hold what only a later format would allow; nbformat writes them with a warning.
logging.disable(logging.CRITICAL)
nbbase.validate = lambda node, ref=None: None
FOLDER = pathlib.Path(__file__).parent / "notebooks"
PYTHON = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "version": "3.11.2", "codemirror_mode": {"name": "ipython", "version": 3}},
}
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def identified(cells):
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return cells


def save(name, notebook):
    nbformat.write(notebook, FOLDER / f"{name}.ipynb")


def every_output():
    data = {
        "text/plain": "<Figure size 640x480>\nsecond line",
        "text/html": "<b>bold</b>\n<script>alert(1)</script>",
        "text/latex": "$\\displaystyle \\frac{1}{2}$",
        "text/markdown": "# heading\n",
        "image/png": PNG,
        "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'>\n<circle r='1'/>\n</svg>\n",
        "application/javascript": "alert(1)\nalert(2)",
        "application/json": {"b": 1.0, "a": [1, 2.50, None, True], "10": 1, "9": 2},
        "application/vnd.unknown+json": {"nested": {"x": 1e-05}},
        "application/x-unknown": "opaque\nkept in one piece",
    }
    cell = new_code_cell("1 + 1\nplot()", execution_count=3)
    cell.outputs = [
        new_output("stream", name="stdout", text="one\ntwo\r\nthree\u2028four\x0cfive"),
        new_output("stream", name="stderr", text="warning"),
        new_output("display_data", data=data, metadata={"image/png": {"width": 640, "ratio": 1.0}}),
        new_output("execute_result", data={"text/plain": "2"}, execution_count=3),
        new_output("error", ename="ValueError", evalue="bad", traceback=["\u001b[0;31mValueError\u001b[0m", "line 2"]),
        from_dict({"output_type": "unheard_of", "payload": {"x": 1.50}}),
    ]
    return new_notebook(cells=identified([cell]), metadata=PYTHON)


def numbers():
    metadata = {
        "floats": [1.0, 1e-05, 1e22, 1.5e300, -0.0, 0.1, 123456789.123456789, 1e16, 5e-324],
        "integers": [2**53 + 1, -(10**40), 0, 7],
        "python": [float("nan"), float("inf"), float("-inf")],
        "words": [True, False, None],
    }
    return new_notebook(cells=[], metadata={**PYTHON, "numbers": metadata})


def keys():
    strange = ["10", "9", "2", "__proto__", "constructor", "", "ä", "\ue000", "\U0001f600", "z", "A", "a b", '"', "\\"]
    cells = identified([new_markdown_cell("keys", metadata={key: {key: [key]} for key in strange})])
    return new_notebook(cells=cells, metadata={**PYTHON, **{key: 1.0 for key in strange if key}})


def texts():
    sources = [
        "",
        "\n",
        "no newline",
        "ends\n",
        "a\r\nb\rc\n",
        "form\x0cfeed\x0bvt\x1cfs\x1dgs\x1ers\x85nel\u2028ls\u2029ps",
        "tab\there \b \x00 \x1f \x7f",
        'quotes " and \\ and / and </script>',
        "umlauts äöü, Greek ηθ, q\u0304, emoji \U0001f9ee, joined \u200d",
    ]
    return new_notebook(cells=identified([new_code_cell(source) for source in sources]), metadata=PYTHON)


def cells_of_all_kinds():
    picture = new_markdown_cell("![p](attachment:p q.png) and $x_1$\n")
    picture["attachments"] = {"p q.png": {"image/png": PNG}, "other.txt": {"text/plain": "a\nb"}}
    hidden = new_code_cell(
        "hidden",
        metadata={
            "collapsed": True,
            "scrolled": "auto",
            "tags": ["a", "b"],
            "jupyter": {"source_hidden": True, "outputs_hidden": True},
            "editable": False,
            "deletable": False,
            "execution": {"iopub.execute_input": "2026-01-01T00:00:00.000000Z"},
        },
    )
    raw = new_raw_cell("raw text", metadata={"format": "text/restructuredtext"})
    unknown = from_dict({"cell_type": "hologram", "metadata": {"z": 1.0}, "source": "?", "beams": [1.0, {"2": 1, "10": 2}]})
    return new_notebook(cells=identified([picture, hidden, raw, unknown]), metadata={**PYTHON, "title": "All", "authors": [{"name": "N"}]})


def minimal():
    return new_notebook()


def later_minor():
    notebook = new_notebook(cells=identified([new_code_cell("later")]), metadata={**PYTHON, "future": {"x": 1.0}})
    notebook["nbformat_minor"] = 9
    notebook.cells[0]["unheard_of"] = {"deep": [1.0]}
    return notebook


def sage():
    spec = {"display_name": "SageMath 10.2", "language": "sage", "name": "sagemath"}
    cells = identified([new_markdown_cell("# Eta quotients"), new_code_cell("EtaProduct(11, {1: 2, 11: 2})", execution_count=1)])
    cells[1].outputs = [new_output("execute_result", data={"text/plain": "Eta product", "text/html": "<html>\\(x\\)</html>"}, execution_count=1)]
    return new_notebook(cells=cells, metadata={"kernelspec": spec, "language_info": {"name": "sage"}})


def many_cells():
    cells = []
    for number in range(60):
        cell = new_code_cell(f"x = {number}\nx * 1.0", execution_count=number + 1)
        cell.outputs = [new_output("execute_result", data={"text/plain": f"{number}.0"}, execution_count=number + 1)]
        cells.append(cell)
        cells.append(new_markdown_cell(f"## Section {number}\n\nText with $q^{{{number}}}$."))
    return new_notebook(cells=identified(cells), metadata=PYTHON)


FOLDER.mkdir(exist_ok=True)
for make in [every_output, numbers, keys, texts, cells_of_all_kinds, minimal, later_minor, sage, many_cells]:
    save(make.__name__.replace("_", "-"), make())

windows = (FOLDER / "cells-of-all-kinds.ipynb").read_bytes().replace(b"\n", b"\r\n")
(FOLDER / "written-on-windows.ipynb").write_bytes(windows)
