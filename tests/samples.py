"""Small notice files of our own, and the real command, for tests of the whole way."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def notice_text(number: int = 1, amount: int = 300) -> str:
    """A plain notice; every number is another notice."""
    return f"""青禾市总工会文件

青工发〔2030〕{number}号

青禾市总工会关于做好第{number}批职工消费帮扶工作的通知

各县（市、区）总工会：
为巩固拓展脱贫攻坚成果，现就第{number}批职工消费帮扶工作通知如下。
一、标准
各级工会可按照每人每年不超过{amount}元的标准发放消费帮扶产品，采购份额不低于全年慰问品总额的{10 + number % 50}%。
二、报送
请于2030年11月{1 + number % 28}日前将采购情况报市总工会权益部。
联系人：季某，电话：0990-55500{number:03}。

青禾市总工会
2030年3月{1 + number % 28}日
"""


def write_notices(folder: Path, count: int) -> list[Path]:
    """So many text notices in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"notice-{number:03}.txt" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_text(notice_text(number), "utf-8")
    return paths


def command(*arguments: str | Path) -> list[str]:
    """The command line of `notices` as it is installed for this Python."""
    return [sys.executable, "-c", "from extract.cli import main; main()", *map(str, arguments)]


def environment() -> dict[str, str]:
    """What the command runs with: this checkout's package, wherever the command is started."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs `notices` to its end, in this process: its own start takes longer than most of what it does."""
    from extract.cli import main

    output, errors = io.StringIO(), io.StringIO()
    with chdir(cwd or Path.cwd()), redirect_stdout(output), redirect_stderr(errors):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return subprocess.CompletedProcess(list(arguments), code, output.getvalue(), errors.getvalue())


def run_alone(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs `notices` to its end in a process of its own."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, env=environment(), timeout=120)


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Starts `notices` in a process group of its own, so that a test can interrupt it as a terminal would."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )


def names(paths: Sequence[Path]) -> list[str]:
    """The files' names."""
    return [path.name for path in paths]
