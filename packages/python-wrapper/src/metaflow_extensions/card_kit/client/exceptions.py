"""The exception of a task that failed: what it says, and the frames that lead to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from ..wire.scalars import read_attribute
from ..wire.text import cap_text
from .secret_code import mask_code_line
from .secrets import mask

MAX_TRACEBACK = 200_000
MAX_FRAMES = 60
MAX_MESSAGE = 2000
MAX_GROUPED = 1000

_FRAME = re.compile(r'^\s*File "(?P<file>.*?)", line (?P<line>\d+)(?:, in (?P<function>.*))?$')
_BORDER = re.compile(r"^ +[+|] ?", re.MULTILINE)
_MARKERS = re.compile(r"^\s*[~^]+[~^ ]*$")
_LIBRARIES = re.compile(r"(?:site|dist)-packages[/\\]+(?P<inside>.*)$")
_STANDARD = re.compile(r"[/\\]lib(?:64)?[/\\]+python3[^/\\]*[/\\]+(?P<inside>.*)$|^<frozen ")
_CAUSES = (
    "The above exception was the direct cause of the following exception:",
    "During handling of the above exception, another exception occurred:",
)


@dataclass
class TracebackFrame:
    """A call on the way to an exception: where it is, and its line of source.

    ``library`` is the package for a frame that is not of the flow's author, and ``file`` then
    begins with it; otherwise ``file`` is a base name.
    """

    file: str
    line: int
    function: str
    source: str = ""
    library: str | None = None


@dataclass
class TaskException:
    """What a task raised.

    Attributes
    ----------
    kind : str
        Name of its class, without a module of Python's own.
    message : str
    frames : list of TracebackFrame
        From the step to the line that raised.
    causes : list of str
        The exceptions that led to it, the first one last, each as a traceback ends; one that was
        raised again in the same words is there once.
    traceback : str
        The whole text; the files of its frames are base names, or within their library.
    caught : bool
        Whether ``@catch`` kept it from failing the run.
    """

    kind: str
    message: str
    frames: list[TracebackFrame] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)
    traceback: str = ""
    caught: bool = False

    @property
    def own_frame(self) -> TracebackFrame | None:
        """The innermost frame of the flow's author."""
        own = [frame for frame in self.frames if frame.library is None]
        return own[-1] if own else None

    @property
    def hidden(self) -> dict[str, int]:
        """Of the frames below it, how many are of which library."""
        counts: dict[str, int] = {}
        own = self.own_frame
        at = self.frames.index(own) + 1 if own is not None else 0
        for frame in self.frames[at:]:
            name = frame.library or ""
            counts[name] = counts.get(name, 0) + 1
        return counts


def exception_of(value: Any, *, caught: bool = False) -> TaskException | None:
    """The exception in an artifact of Metaflow's (``_exception``, ``_catch_exception``), or any.

    Parameters
    ----------
    value : MetaflowExceptionWrapper or BaseException
        None, and anything else, gives None.
    """
    kind = getattr(value, "type", None)
    trace = getattr(value, "stacktrace", None)
    if isinstance(value, BaseException) and not isinstance(trace, str):
        import traceback

        kind = f"{type(value).__module__}.{type(value).__qualname__}"
        message = cap_text(value, MAX_MESSAGE)
        if _are_few(value):
            trace = "".join(traceback.format_exception(type(value), value, value.__traceback__))
        else:
            trace = "".join([*traceback.format_tb(value.__traceback__), f"{kind}: {message}"])
    elif isinstance(trace, str):
        message = cap_text(getattr(value, "exception", ""), MAX_MESSAGE)
    else:
        return None
    return parse_traceback(trace, str(kind or ""), message, caught=caught)


def _are_few(error: BaseException) -> bool:
    """Whether a group holds no more exceptions than can be printed; groups may share them."""
    waiting: list[Any] = [error]
    for _ in range(MAX_GROUPED):
        if not waiting:
            return True
        within = read_attribute(waiting.pop(), "exceptions")
        if type(within) is tuple:
            waiting += within[:MAX_GROUPED]
    return False


def parse_traceback(
    text: str, kind: str = "", message: str = "", *, caught: bool = False
) -> TaskException:
    """A traceback as Python prints it; of a chain of them, the last one is the exception."""
    text = text[-MAX_TRACEBACK:]
    *before, last = re.split("|".join(map(re.escape, _CAUSES)), text)
    last = _without_group(last)
    frames = _drop_runner(_read_frames(last))
    if not kind:
        kind, _, message = _last_line(last).partition(": ")
    ends = [mask(None, cap_text(_last_line(part), 500)) for part in (last, *reversed(before))]
    kind = re.sub(r"^(?:builtins|__main__)\.", "", cap_text(kind, 200))
    return TaskException(
        kind or "Exception",
        mask(None, cap_text(message, MAX_MESSAGE)),
        frames[-MAX_FRAMES:],
        [cause for after, cause in zip(ends, ends[1:]) if cause != after][:10],
        _without_paths(text),
        caught,
    )


def _without_group(text: str) -> str:
    """The traceback of a group of exceptions without the border and without those that it holds."""
    if not text.lstrip().startswith("+ Exception Group Traceback"):
        return text
    return _BORDER.sub("", re.split(r"^ *\+-\+-", text, maxsplit=1, flags=re.MULTILINE)[0])


def _read_frames(text: str) -> list[TracebackFrame]:
    frames: list[TracebackFrame] = []
    for line in text.splitlines():
        found = _FRAME.match(line)
        if found is not None:
            file, library = short_path(found["file"])
            function = cap_text(found["function"] or "", 200)
            frames.append(TracebackFrame(file, int(found["line"]), function, "", library))
        elif (
            frames
            and not frames[-1].source
            and line.startswith("    ")
            and not _MARKERS.match(line)
        ):
            frames[-1].source = mask_code_line(cap_text(line.strip(), 300))
    return frames


def _drop_runner(frames: list[TracebackFrame]) -> list[TracebackFrame]:
    """Without the frames of Metaflow that call every step."""
    start = 0
    while start < len(frames) and _is_runner(frames[start]):
        start += 1
    return frames[start:] or frames


def _is_runner(frame: TracebackFrame) -> bool:
    return frame.library == "metaflow" or frame.function in ("run_step", "_exec_step_function")


def short_path(path: str) -> tuple[str, str | None]:
    """A path as it may travel: within its library and that library's name, or its base name."""
    library = _LIBRARIES.search(path)
    standard = None if library else _STANDARD.search(path)
    inside = (library or standard or {"inside": None})["inside"]
    if inside:
        inside = inside.replace("\\", "/")
        name = "python" if standard else inside.split("/")[0].removesuffix(".py")
        return cap_text(inside, 300), cap_text(name, 100)
    if standard or path.startswith("<"):
        return cap_text(path, 100), "python"
    parts = PureWindowsPath(path) if "\\" in path else PurePosixPath(path)
    return cap_text(parts.name, 200), None


def _without_paths(text: str) -> str:
    lines = []
    for line in text.splitlines():
        found = _FRAME.match(line)
        shown = line.replace(found["file"], short_path(found["file"])[0], 1) if found else line
        lines.append(mask_code_line(shown) if line.startswith("    ") else mask(None, shown))
    return "\n".join(lines)


def _last_line(text: str) -> str:
    """What stands behind the frames: the class and the message, which may have lines of its own."""
    lines = [line for line in text.strip().splitlines() if line]
    last = ""
    for line in reversed(lines):
        last = line
        if not line.startswith(" "):
            break
    return last
