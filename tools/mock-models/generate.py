#!/usr/bin/env python3
"""Writes what the answers of AWS's operations look like, for TestState to hold mocked results against.

Reads the service models of the installed botocore (Apache-2.0) and keeps the kinds, limits and words of the members only; names are
written as Step Functions shows them, with a capital. Needed again only when AWS adds members that a mock shall be held to.

    tools/mock-models/generate.py
"""
import gzip
import json
import pathlib

import botocore

DATA = pathlib.Path(botocore.__path__[0]) / "data"
TARGET = pathlib.Path(__file__).parents[2] / "src/Dashboard.Sandbox/StepFunctions/TestState/mock-models.json"
# What the sandbox has itself, and what workflows call most beside it. None for all operations.
SERVICES = {
    "sfn": ("stepfunctions", None),
    "ecs": ("ecs", ["RunTask", "StartTask", "StopTask", "DescribeTasks", "ListTasks", "DescribeTaskDefinition", "RegisterTaskDefinition"]),
    "scheduler": ("scheduler", None),
    "cloudwatchlogs": ("logs", ["GetLogEvents", "FilterLogEvents", "DescribeLogGroups", "DescribeLogStreams"]),
    "lambda": ("lambda", ["Invoke"]),
    "sqs": ("sqs", ["SendMessage"]),
    "sns": ("sns", ["Publish"]),
    "eventbridge": ("events", ["PutEvents"]),
    "dynamodb": ("dynamodb", ["GetItem", "PutItem", "UpdateItem", "DeleteItem"]),
}
NUMBERS = {"integer", "long", "float", "double"}


def model(name):
    newest = sorted((DATA / name).iterdir())[-1]
    return json.loads(gzip.decompress((newest / "service-2.json.gz").read_bytes()))


def capital(name):
    return name[:1].upper() + name[1:]


class Writer:
    def __init__(self):
        self.operations, self.shapes = {}, {}

    def add(self, service, name, operations):
        self.service, self.known = service, model(name)["shapes"]
        for operation, what in model(name)["operations"].items():
            if "output" in what and (operations is None or operation in operations):
                self.operations[f"{service}:{operation[:1].lower()}{operation[1:]}"] = self.reference(what["output"]["shape"])
        # Tasks and executions that are waited for end with these.
        for shape in {"ecs": ["Task"]}.get(service, []):
            self.reference(shape)

    def reference(self, name):
        shape = self.known[name]
        kind = "number" if shape["type"] in NUMBERS else shape["type"]
        limits = {k: shape[k] for k in ("enum", "min", "max") if k in shape and kind not in ("structure", "map", "timestamp")}
        if kind not in ("structure", "list", "map") and not limits:
            return kind
        full = f"{self.service}.{name}"
        if full not in self.shapes:
            found = self.shapes[full] = {"type": kind, **limits}
            if kind == "structure":
                found["required"] = [capital(r) for r in shape.get("required", [])]
                found["members"] = {capital(m): self.reference(v["shape"]) for m, v in shape["members"].items()}
            elif kind in ("list", "map"):
                found["items"] = self.reference(shape["member" if kind == "list" else "value"]["shape"])
        return full


writer = Writer()
for service, (name, operations) in SERVICES.items():
    writer.add(service, name, operations)
lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in sorted(writer.shapes.items()))
operations = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(writer.operations.items()))
TARGET.write_text(f'{{"operations": {{\n{operations}\n}},\n"shapes": {{\n{lines}\n}}}}\n')
