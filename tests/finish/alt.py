"""Prints the alternative texts of a PDF's figures in the order of its structure tree; qpdf's JSON on standard input."""

import json
import sys

objects = json.load(sys.stdin)["qpdf"][1]


def follow(value):
    while isinstance(value, str) and "obj:" + value in objects:
        value = objects["obj:" + value].get("value")
    return value


def walk(node):
    node = follow(node)
    if isinstance(node, list):
        for child in node:
            walk(child)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            print(node.get("/Alt", "")[2:])
        walk(node.get("/K"))


root = follow(objects["trailer"]["value"]["/Root"])
walk(follow(root["/StructTreeRoot"])["/K"])
