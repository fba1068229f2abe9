"""Chromium without a window, driven over its DevTools pipe: what a page asks for, says and shows.

The pipe needs no port and no library: each message is JSON that ends in a zero byte
(``--remote-debugging-pipe``; file descriptor 3 to the browser, 4 from it).
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Frames that are walled off stay in the process of the page, where their scripts are told of.
    "--disable-features=IsolateSandboxedIframes",
)
_PATIENCE = 30.0
"""Seconds to wait for anything."""
_LAUNCH = """
import os, sys
for end in (1, 2):
    os.dup2(int(sys.argv[end]), 100 + end)
for end in (1, 2):
    os.dup2(100 + end, 2 + end)
    os.close(100 + end)
os.execv(sys.argv[3], sys.argv[3:])
"""


class GoneError(Exception):
    """What was asked of is not there any more, or not yet."""


class Browser:
    """One page in a browser of its own.  Used as a context."""

    def __init__(self, width: int = 1280, height: int = 900) -> None:
        assert CHROMIUM is not None
        self.requests: list[str] = []
        """The addresses that the page and its frames have asked for."""
        self.complaints: list[str] = []
        """What was written to the console as a warning or an error, and what was thrown."""
        self.frames: dict[str, int] = {}
        """Where scripts are run in each frame."""
        self._folder = tempfile.mkdtemp(prefix="quizgen-chromium-")
        theirs, self._out = os.pipe()
        self._in, back = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(theirs), str(back), CHROMIUM, *FLAGS,
             "--remote-debugging-pipe", f"--user-data-dir={self._folder}", "about:blank"],
            pass_fds=(theirs, back),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs)
        os.close(back)
        self._buffer = b""
        self._count = 0
        self._answers: dict[int, dict[str, Any]] = {}
        target = self._send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})
        self.session: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(_PATIENCE)
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self, address: str) -> None:
        """Go to ``address`` and wait until it is loaded; what was seen of the last page is gone."""
        self.frames.clear()
        self.requests.clear()
        self.complaints.clear()
        # From one fragment to another would be no new page.
        self.call("Page.navigate", url="about:blank")
        self.requests.clear()
        self.call("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def resize(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol on the page."""
        return self._send(method, parameters, self.session)

    def js(self, expression: str, frame: str | None = None) -> Any:
        """The value of ``expression`` in the page, or in a frame of it."""
        more = {}
        if frame is not None:
            if frame not in self.frames:
                raise GoneError(frame)
            more = {"contextId": self.frames[frame]}
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, **more
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression: str, frame: str | None = None) -> Any:
        """Wait until ``expression`` is true, and give its value."""
        return self.wait(lambda: self.js(expression, frame), expression)

    def wait(self, test: Callable[[], Any], what: str = "") -> Any:
        """Wait until ``test`` gives something true, and give it."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(GoneError):
                if found := test():
                    return found
            self._read(0.02)
        raise TimeoutError(what)

    def frame(self, expression: str) -> str:
        """The frame that is the element ``expression``, once scripts may be run in it."""

        def name() -> str | None:
            found = self.call("Runtime.evaluate", expression=expression)
            if "objectId" not in found["result"]:
                return None
            node = self.call("DOM.describeNode", objectId=found["result"]["objectId"])["node"]
            frame: str = node["frameId"]
            return frame if frame in self.frames else None

        found: str = self.wait(name, expression)
        return found

    def press(
        self, key: str, number: int = 0, text: str = "", code: str = "", modifiers: int = 0
    ) -> None:
        """Press a key of the keyboard, and let it go; the modifier 1 is Alt."""
        common = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        down = "keyDown" if text else "rawKeyDown"
        self.call("Input.dispatchKeyEvent", type=down, **common, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Type ``text`` where the focus is."""
        self.call("Input.insertText", text=text)

    def picture(self, path: Path) -> None:
        """Save what the window shows."""
        shot = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

    # -- the pipe ----------------------------------------------------------------------------------

    def _post(self, method: str, parameters: dict[str, Any], session: str | None) -> int:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        return self._count

    def _send(
        self, method: str, parameters: dict[str, Any], session: str | None = None
    ) -> dict[str, Any]:
        number = self._post(method, parameters, session)
        end = time.monotonic() + _PATIENCE
        while number not in self._answers:
            assert time.monotonic() < end, f"{method} is not answered"
            self._read(0.1)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise GoneError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self, seconds: float) -> None:
        while select.select([self._in], [], [], seconds)[0]:
            data = os.read(self._in, 1 << 20)
            assert data, "the browser is gone"
            *messages, self._buffer = (self._buffer + data).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self._answers[message["id"]] = message
                else:
                    self._event(message["method"], message["params"])
            seconds = 0

    def _event(self, method: str, what: dict[str, Any]) -> None:
        match method:
            case "Runtime.executionContextCreated":
                context = what["context"]
                if context["auxData"]["isDefault"]:
                    self.frames[context["auxData"]["frameId"]] = context["id"]
            case "Runtime.executionContextDestroyed":
                gone = what["executionContextId"]
                self.frames = {name: one for name, one in self.frames.items() if one != gone}
            case "Runtime.executionContextsCleared":
                self.frames.clear()
            case "Page.frameDetached":
                self.frames.pop(what["frameId"], None)
            case "Network.requestWillBeSent":
                self.requests.append(what["request"]["url"])
            case "Runtime.consoleAPICalled":
                if what["type"] in ("warning", "error", "assert"):
                    self.complaints.append(str([one.get("value") for one in what["args"]]))
            case "Runtime.exceptionThrown":
                self.complaints.append(str(what["exceptionDetails"]))
            case "Log.entryAdded":
                self.complaints.append(f"{what['entry']['source']}: {what['entry']['text']}")
