#!/usr/bin/env python3
"""Drives the sandbox through every call it answers, with the AWS CLI, boto3 and the AWS SDK for JavaScript.

One line per call: ok, or what differs. Exit status 1 if a call fails, or if an operation of the sandbox is not among the calls.
Needs the built sandbox, aws, boto3 and node (npm fetches the JavaScript clients once). What is called stands in calls.json.

    dotnet build src/Dashboard.Sandbox && tools/clients/run.py [cli] [boto3] [js]
"""
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.request

import boto3
import botocore.config
import botocore.exceptions
from botocore import xform_name

HERE = pathlib.Path(__file__).parent
SANDBOX = HERE.parent.parent / "src/Dashboard.Sandbox/bin/Debug/net10.0/Dashboard.Sandbox.dll"
TARGETS = {"stepfunctions": "AWSStepFunctions", "ecs": "AmazonEC2ContainerServiceV20141113", "logs": "Logs_20140328", "scheduler": "Scheduler"}
os.environ.update(AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any", AWS_REGION="ap-northeast-1", AWS_DEFAULT_REGION="ap-northeast-1", AWS_MAX_ATTEMPTS="1", AWS_DISABLE_HOST_PREFIX_INJECTION="true")


class Sandbox:
    """An empty sandbox on a free port."""

    def __enter__(self):
        self.process = subprocess.Popen(["dotnet", SANDBOX, "--empty", "--urls", "http://127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split()[-1].rstrip("/")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def write(self, step, known):
        """Calls an operation from another side, as a container that writes while its log is followed."""
        body = json.dumps(filled(step["input"], known | {"now": int(time.time() * 1000)})).encode()
        headers = {"X-Amz-Target": f"{TARGETS[step['service']]}.{step['operation']}", "Content-Type": "application/x-amz-json-1.1", "Authorization": "AWS4-HMAC-SHA256 Credential=any"}
        urllib.request.urlopen(urllib.request.Request(self.address, body, headers)).close()

    def operations(self):
        with urllib.request.urlopen(self.address + "/_sandbox/operations") as answer:
            return set(json.load(answer))


def until_a_line(events):
    """What a stream says, by kind, until it shows a line."""
    seen = {}
    for event in events:
        seen |= event
        if event.get("sessionUpdate", {}).get("sessionResults"):
            break
    events.close()
    return seen


def with_boto3(address):
    # No resolver knows sync-127.0.0.1, so a call that keeps the prefix takes the sandbox for its proxy.
    settings = {False: {"inject_host_prefix": False}, True: {"inject_host_prefix": True, "proxies": {"http": address}}}
    clients = {(s, p): boto3.client(s, endpoint_url=address, config=botocore.config.Config(**c)) for s in TARGETS for p, c in settings.items()}

    def call(service, operation, given, prefix):
        try:
            answer = getattr(clients[service, prefix], xform_name(operation))(**given)
            if "responseStream" in answer:
                answer |= until_a_line(answer.pop("responseStream"))
        except botocore.exceptions.ClientError as error:
            return None, error.response["Error"]["Code"]
        except (botocore.exceptions.BotoCoreError, AttributeError) as error:
            return None, repr(error)
        answer.pop("ResponseMetadata")
        return json.loads(json.dumps(answer, default=str)), None

    return call


def with_cli(address):
    kept = {k: v for k, v in os.environ.items() if k not in ("AWS_DISABLE_HOST_PREFIX_INJECTION", "no_proxy", "NO_PROXY")}
    environments = {False: os.environ | {"PYTHONUNBUFFERED": "1"}, True: kept | {"http_proxy": address, "HTTP_PROXY": address}}

    def call(service, operation, given, prefix):
        command = ["aws", "--endpoint-url", address, "--output", "json", "--no-paginate", service, xform_name(operation, "-")]
        streams = operation == "StartLiveTail"
        command += [a for k, v in given.items() for a in ["--" + xform_name(k, "-"), *(v if isinstance(v, list) else [v])]] if streams else ["--cli-input-json", json.dumps(given)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environments[prefix])
        if streams and (line := process.stdout.readline()):
            process.terminate()
            process.communicate()
            return {"sessionUpdate": {"sessionResults": [{"message": line.rstrip("\n")}]}}, None
        output, complaint = process.communicate()
        if process.returncode == 0 and not streams:
            return json.loads(output or "{}"), None
        code = re.search(r"An error occurred \((\w+)\)", complaint)
        return None, code.group(1) if code else complaint.strip() or "no line"

    return call


def with_js(address):
    if not (HERE / "node_modules").exists():
        subprocess.run(["npm", "install", "--no-package-lock", "--silent"], cwd=HERE, check=True)
    worker = subprocess.Popen(["node", HERE / "worker.mjs", address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def call(service, operation, given, prefix):
        worker.stdin.write(json.dumps({"service": service, "operation": operation, "input": given, "prefix": prefix}) + "\n")
        worker.stdin.flush()
        result = json.loads(worker.stdout.readline())
        return result.get("answer"), result.get("error")

    return call


def at(answer, path):
    for part in path.split("."):
        if isinstance(answer, list):
            answer = answer[int(part)] if int(part) < len(answer) else None
        else:
            answer = (answer or {}).get(part)
    return answer


def filled(value, known):
    if isinstance(value, str):
        if whole := re.fullmatch(r"\$\{(\w+)\}", value):
            return known[whole.group(1)]
        return re.sub(r"\$\{(\w+)\}", lambda m: known[m.group(1)], value)
    if isinstance(value, list):
        return [filled(v, known) for v in value]
    return {k: filled(v, known) for k, v in value.items()} if isinstance(value, dict) else value


def difference(step, answer, error, known):
    """None where the answer is the expected one."""
    if error or "error" in step:
        return None if error == step.get("error") else f"expected {step.get('error', 'an answer')}, got {error or 'an answer'}"
    for path, expected in filled(step.get("expect", {}), known).items():
        found = at(answer, path)
        if found != expected:
            return f"{path}: expected {json.dumps(expected, ensure_ascii=False)}, got {json.dumps(found, ensure_ascii=False)}"
    return next((f"{path}: absent" for path in step.get("save", {}).values() if at(answer, path) is None), None)


@contextlib.contextmanager
def meanwhile(sandbox, step, known):
    """Repeats the step's own other call as long as the step lasts."""
    over = threading.Event()

    def repeat():
        while not over.wait(0.3):
            sandbox.write(step["meanwhile"], known)

    thread = threading.Thread(target=repeat)
    if "meanwhile" in step:
        thread.start()
    yield
    over.set()
    if "meanwhile" in step:
        thread.join()


def drive(name, make):
    failed = total = 0
    known = {}
    with Sandbox() as sandbox:
        call = make(sandbox.address)
        steps = json.loads((HERE / "calls.json").read_text("utf-8"))
        for step in steps:
            total += 1
            try:
                given = filled(step.get("input", {}), known | {"now": int(time.time() * 1000)})
            except KeyError as missing:
                wrong = f"not called, because no earlier call gave {missing}"
            else:
                patience = time.monotonic() + (30 if step.get("wait") else 0)
                while True:
                    with meanwhile(sandbox, step, known):
                        answer, error = call(step["service"], step["operation"], given, step.get("prefix", False))
                    wrong = difference(step, answer, error, known)
                    if not wrong or time.monotonic() > patience:
                        break
                    time.sleep(0.2)
            if not wrong and not error:
                known.update({k: at(answer, path) for k, path in step.get("save", {}).items()})
            failed += bool(wrong)
            prefixed = " with its host prefix" if step.get("prefix") else ""
            print(f"{name:6} {step['service']:14}{step['operation'] + prefixed:50}{wrong or 'ok' + (' (' + error + ')' if error else '')}", flush=True)
        called = {f"{TARGETS[s['service']]}.{s['operation']}" for s in steps}
        for operation in sorted(sandbox.operations() - called):
            failed, total = failed + 1, total + 1
            print(f"{name:6} {operation}: the sandbox answers it, but calls.json does not call it")
    return failed, total


def main():
    clients = {"cli": with_cli, "boto3": with_boto3, "js": with_js}
    results = {name: drive(name, clients[name]) for name in sys.argv[1:] or clients}
    for name, (failed, total) in results.items():
        print(f"{name}: {total - failed} of {total} ok")
    sys.exit(any(failed for failed, _ in results.values()))


if __name__ == "__main__":
    main()
