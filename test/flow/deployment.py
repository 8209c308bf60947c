"""Metaflow as teams run it: a metadata service, whose requests are counted, and cards on S3."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from workplace import ROOT, Workplace

BUCKET = "metaflow"
OF_THE_CONNECTION = {"connection", "content-length", "date", "host", "server", "transfer-encoding"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RequestLog

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        service = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=60)
        service.request(self.command, self.path, body, _passed_on(self.headers.items()))
        answer = service.getresponse()
        content = answer.read()
        service.close()
        self.server.requests.append(f"{self.command} {self.path}")
        self.send_response(answer.status)
        for name, value in _passed_on(answer.getheaders()).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_PUT = _forward

    def log_message(self, *_: Any) -> None:
        """Nothing: the requests are in a list."""


def _passed_on(headers: Any) -> dict[str, str]:
    return {name: value for name, value in headers if name.lower() not in OF_THE_CONNECTION}


class RequestLog(ThreadingHTTPServer):
    """Stands between Metaflow and its service, and keeps what was asked."""

    daemon_threads = True

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = target
        self.requests: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def reads(self) -> list[str]:
        """What was read; without the ping by which Metaflow learns a version."""
        return [each[4:] for each in self.requests if each[:4] == "GET " and each != "GET /ping"]


@dataclass
class Reads:
    """What was read meanwhile: of the service, and of the runs on S3."""

    service: list[str] = field(default_factory=list)
    storage: list[str] = field(default_factory=list)


@dataclass
class Deployment:
    """A place whose flows keep their metadata by `metaflow-local-service`, the rest by `moto`."""

    place: Workplace
    log: RequestLog
    storage_log: Path

    @contextmanager
    def reads(self) -> Iterator[Reads]:
        found, start = Reads(), len(self.log.reads())
        printed = self.storage_log.stat().st_size
        yield found
        found.service += self.log.reads()[start:]
        text = self.storage_log.read_bytes()[printed:].decode()
        found.storage += re.findall(rf"(?:GET|HEAD) /{BUCKET}/runs/(\S+)", text)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Any, what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def deployment(python: Path, home: Path) -> Iterator[Deployment]:
    """A deployment that lasts as long as the context."""
    service, storage = free_port(), free_port()
    programs = python.parent
    place = Workplace(
        python,
        home,
        env={
            "METAFLOW_DEFAULT_METADATA": "service",
            "METAFLOW_DEFAULT_DATASTORE": "s3",
            "METAFLOW_DATASTORE_SYSROOT_S3": f"s3://{BUCKET}/runs",
            "METAFLOW_S3_ENDPOINT_URL": f"http://127.0.0.1:{storage}",
            "METAFLOW_LOCAL_SERVICE_IDLE_TIMEOUT": "900",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "METAFLOW_CLIENT_CACHE_PATH": str(home / "cache"),
            "PYTHONPATH": str(ROOT / "test"),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        },
    )
    daemon = programs / "metaflow-local-service"
    options = ("--port", str(service), "--metaflow-root", home)
    storage_log = home / "moto.log"
    with storage_log.open("wb") as printed:
        s3 = subprocess.Popen(
            [programs / "moto_server", "-p", str(storage)],
            cwd=home,
            env=place.env,
            stdout=printed,
            stderr=printed,
            start_new_session=True,
        )
    log = RequestLog(service)
    place.env["METAFLOW_SERVICE_URL"] = f"http://127.0.0.1:{log.server_port}"
    try:
        command = [daemon, "start", *options]

        def starts() -> bool:  # it gives itself ten seconds, which a busy machine does not have
            done = subprocess.run(command, env=place.env, check=False, capture_output=True)
            return done.returncode == 0

        wait_until(starts, "The metadata service")
        wait_until(lambda: _answers(storage), "The S3 server")
        make_bucket = (
            "import boto3, os; "
            "s3 = boto3.client('s3', endpoint_url=os.environ['METAFLOW_S3_ENDPOINT_URL']); "
            f"s3.create_bucket(Bucket='{BUCKET}')"
        )
        place.flow("-c", make_bucket)
        yield Deployment(place, log, storage_log)
    finally:
        subprocess.run([daemon, "stop"], env=place.env, check=False, capture_output=True)
        log.shutdown()
        os.killpg(s3.pid, signal.SIGTERM)
        s3.wait()
