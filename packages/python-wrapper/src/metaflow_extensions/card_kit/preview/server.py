"""Shows the cards of a flow's last run in a browser, and anew when one of their files changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from .frame import FRAME

HOST = "127.0.0.1"
INTERVAL = 0.3
MAX_SECONDS = 300


class Preview:
    """The newest rendering, and the files that it depends on.

    Parameters
    ----------
    path : str
        The flow's file.
    step, run_id : str
        As `render_cards` takes them.
    """

    def __init__(self, path: str, step: str, run_id: str) -> None:
        self._command = [path, step, run_id]
        self._files = {os.path.abspath(path)}
        self._seen: dict[str, float | None] = {}
        self._lock = threading.Lock()
        self._state: dict[str, Any] = {"version": 0, "cards": []}

    def render(self) -> None:
        """Render in a process of its own. After an error the last cards stay."""
        self._seen = self._times()
        path, step, run_id = self._command
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "cards.json"
            module = f"{__package__}.cards"
            try:
                done = subprocess.run(
                    [sys.executable, "-m", module, path, str(out), step, run_id],
                    check=False,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    timeout=MAX_SECONDS,
                )
                result = json.loads(out.read_text("utf-8"))
            except subprocess.TimeoutExpired:
                result = {"error": f"The cards took more than {MAX_SECONDS} seconds."}
            except (OSError, ValueError):
                result = {"error": done.stdout[-10_000:]}
        self._files |= set(result.pop("files", ()))
        self._seen = {**self._times(), **self._seen}
        with self._lock:
            kept = self._state if "error" in result else {}
            version = self._state["version"] + 1
            self._state = {**kept, "error": None, **result, "version": version}

    def watch(self) -> None:
        """Look at the files for ever, and render when one has changed."""
        while True:
            time.sleep(INTERVAL)
            if self._times() != self._seen:
                self.render()

    @property
    def state(self) -> dict[str, Any]:
        """What the page around the cards shows."""
        with self._lock:
            state = self._state
        cards = [{k: v for k, v in card.items() if k != "html"} for card in state["cards"]]
        return {**state, "cards": cards}

    def page(self, number: int) -> str | None:
        """The page of a card."""
        with self._lock:
            cards = self._state["cards"]
        html: str | None = cards[number].get("html") if 0 <= number < len(cards) else None
        return html

    def _times(self) -> dict[str, float | None]:
        return {file: _time_of(file) for file in self._files}


def serve(path: str, step: str = "", run_id: str = "", port: int = 0) -> None:
    """Show the cards on this machine until the process is interrupted.

    Raises
    ------
    OSError
        When there is no such file, or the port is taken.
    """
    with open(path, encoding="utf-8"):
        pass
    preview = Preview(path, step, run_id)
    with ThreadingHTTPServer((HOST, port), _handler(preview)) as server:
        server.daemon_threads = True
        print(f"http://{HOST}:{server.server_port}/", flush=True)
        print("Rendered anew when a file changes. Ctrl-C ends it.", flush=True)
        preview.render()
        threading.Thread(target=preview.watch, daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


def _time_of(file: str) -> float | None:
    try:
        return os.stat(file).st_mtime_ns
    except OSError:  # an editor is putting it back
        return None


def _handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # A page of somebody else, whose name was made to lead here, reads nothing.
            port = self.connection.getsockname()[1]
            if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
                self.send_error(403)
                return
            path = self.path.partition("?")[0]
            number = path.rpartition("/")[2]
            if path == "/":
                self._send(FRAME, "text/html")
            elif path == "/state":
                self._send(json.dumps(preview.state), "application/json")
            elif path.startswith("/card/") and number.isdigit():
                page = preview.page(int(number))
                self._send(page, "text/html") if page is not None else self.send_error(404)
            else:
                self.send_error(404)

        def _send(self, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
