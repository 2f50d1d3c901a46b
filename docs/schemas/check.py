#!/usr/bin/env python3
"""Hold a result of golugah against its JSON Schema.

    check.py scan|judge|paths|paper RESULT.json

Exit code 0: it is as the schema says. 1: it is not; every difference is said with its place. 2: it could not run.
"""

import json
import os
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("check.py: the Python package jsonschema is not installed: pip install jsonschema", file=sys.stderr)
    sys.exit(2)


def undescribed(schema, place="#"):
    """The places of properties that no description explains."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if key == "properties":
            for name, part in value.items():
                if "description" not in part:
                    yield f"{place}/properties/{name}"
        if isinstance(value, (dict, list)):
            yield from undescribed(value, f"{place}/{key}")


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("scan", "judge", "paths", "paper"):
        print(__doc__, file=sys.stderr)
        return 2
    kind, path = sys.argv[1:]
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        with open(os.path.join(folder, f"{kind}.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
    except (OSError, ValueError) as error:
        print(f"check.py: {error}", file=sys.stderr)
        return 2
    Draft202012Validator.check_schema(schema)
    wrong = [f"schema {place}: has no description" for place in undescribed(schema)]
    for error in Draft202012Validator(schema).iter_errors(result):
        wrong.append(f"{path} at {error.json_path}: {error.message[:300]}")
    for line in wrong[:50]:
        print(line)
    print(f"{path}: {len(wrong)} differences from {kind}.schema.json")
    return 1 if wrong else 0


sys.exit(main())
