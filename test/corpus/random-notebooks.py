#!/usr/bin/python3
"""Prints random valid notebooks of format 4.5 as nbformat itself writes them (Debian: python3-nbformat), one a line, in base64.

    random-notebooks.py SEED COUNT
"""
import base64
import json
import logging
import random
import sys

import nbformat
from nbformat import NotebookNode, from_dict

logging.disable(logging.CRITICAL)
seed, count = int(sys.argv[1]), int(sys.argv[2])
dice = random.Random(seed)

LETTERS = (
    "abc XYZ019_-.,:;'\"\\/{}[]<>&%$#@\t\n\n\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    "\x00\x07\x1b\x7f\u00e9\u00df\u4e2d\u05d0\u0301\ufeff\ufffd\uffff\U0001d54f\U0001f600"
)
NUMBERS = [
    0, 1, -1, 2**31, 2**53, 2**53 + 1, 2**64, -(10**30), 0.0, -0.0, 1.0, 0.1, 1e-05, 1e-7, 1e16, 1e21, 1e22, 1.5e300, 5e-324,
    123456789.125, float("inf"), float("-inf"), float("nan"),
]
KEYS = ["a", "b", "10", "9", "01", "-1", "A", "Z", "__proto__", "constructor", "toString", "", " ", "\u00e9", "\u4e2d", "\uffff", "\U0001f600", "\ue000", "4294967295"]


def text(most=30):
    return "".join(dice.choice(LETTERS) for _ in range(dice.randrange(most)))


def value(depth=3):
    kind = dice.randrange(9 if depth > 0 else 6)
    if kind == 0:
        return None
    if kind == 1:
        return dice.random() < 0.5
    if kind in (2, 3):
        return dice.choice(NUMBERS)
    if kind in (4, 5):
        return text()
    if kind == 6:
        return [value(depth - 1) for _ in range(dice.randrange(4))]
    return {key(): value(depth - 1) for _ in range(dice.randrange(5))}


def key():
    return dice.choice(KEYS) if dice.random() < 0.8 else text(6)


def record(chance=0.5):
    return {key(): value() for _ in range(dice.randrange(5))} if dice.random() < chance else {}


MIMES = [
    "text/plain", "text/html", "text/latex", "text/markdown", "text/x-unknown", "image/png", "image/svg+xml", "image/jpeg",
    "application/javascript", "application/pdf", "application/x-unknown", "application/json", "application/vnd.x+json",
    "application/vnd.durfee.value+json", "application/vnd.jupyter.widget-view+json",
]


def bundle():
    return {mime: value() if mime.endswith("json") else text(60) for mime in dice.sample(MIMES, dice.randrange(1, 5))}


def output():
    kind = dice.randrange(5)
    if kind == 0:
        return {"output_type": "stream", "name": dice.choice(["stdout", "stderr", "other"]), "text": text(80)}
    if kind == 1:
        return {"output_type": "display_data", "data": bundle(), "metadata": record()}
    if kind == 2:
        number = dice.choice([None, 0, 7])
        return {"output_type": "execute_result", "data": bundle(), "metadata": record(), "execution_count": number}
    if kind == 3:
        return {"output_type": "error", "ename": text(), "evalue": text(), "traceback": [text() for _ in range(dice.randrange(4))]}
    return {"output_type": "stream", "name": "stdout", "text": ""}


def cell_metadata():
    known = {"collapsed": True, "scrolled": "auto", "tags": ["x", "y"], "jupyter": {"source_hidden": True}, "name": "n", "editable": False}
    chosen = {name: known[name] for name in dice.sample(sorted(known), dice.randrange(3))}
    extra = {name: item for name, item in record().items() if name not in known}
    return {**extra, **chosen}


def cell(number):
    kind = dice.choice(["code", "code", "markdown", "raw"])
    made = {"cell_type": kind, "metadata": cell_metadata(), "source": text(120)}
    made["id"] = dice.choice([f"cell-{number}", f"{number:08x}", f"A_{number}" + "x" * 50])
    if kind == "code":
        made["outputs"] = [output() for _ in range(dice.randrange(4))]
        made["execution_count"] = dice.choice([None, 0, 1, 99])
    elif dice.random() < 0.2:
        made["attachments"] = {f"{number}.png": {"image/png": "iVBORw0KGgo="}}
    return made


def metadata():
    made = record()
    if dice.random() < 0.6:
        name = dice.choice(["python3", "sagemath", "durfee", "ir"])
        made["kernelspec"] = {"name": name, "display_name": text(10), "language": dice.choice(["python", "durfee", "R"])}
    if dice.random() < 0.5:
        made["language_info"] = {"name": dice.choice(["python", "durfee"]), **record()}
    if dice.random() < 0.3:
        made["title"] = text()
    made.pop("orig_nbformat", None)
    return made


def notebook():
    return {
        "cells": [cell(number) for number in range(dice.randrange(5))],
        "metadata": metadata(),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


made = 0
while made < count:
    node = from_dict(notebook())
    assert isinstance(node, NotebookNode)
    try:
        nbformat.validate(node)
    except nbformat.ValidationError:
        continue
    written = nbformat.writes(node, version=nbformat.NO_CONVERT)
    if not written.endswith("\n"):
        written += "\n"
    assert json.loads(written)
    made += 1
    print(base64.b64encode(written.encode("utf-8")).decode("ascii"))
