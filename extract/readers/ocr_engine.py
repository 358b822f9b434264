"""Text recognition by RapidOCR: the lines of a picture with a place and a score for every character.

The models travel in rapidocr's wheel and run on the processor; nothing is fetched. This module and
what it needs weigh some 200 MB once loaded, so it is imported only when a page has to be recognised.
"""

from __future__ import annotations

import os
import threading
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
import rapidocr

Picture = npt.NDArray[np.uint8]
"""Rows of pixels, each blue, green, red."""
Corners = npt.NDArray[np.float32]
"""The corners of a line of text in pixels: top left, top right, bottom right, bottom left."""

_SHORTER_SIDE = 1414
"""Lines are looked for in a picture with at most so many pixels on its shorter side, and read in it as it is."""
_LEAST_SIDE = 736
_LEAST_SCORE = 0.5
"""What is read with a lower mean score is no text: a stamp's edge, a pattern, a square code."""


class Mark(NamedTuple):
    """A recognised character: `at` is where its middle lies along its line (0 to 1), `score` how sure it is (0 to 1).

    `spaced` says that a blank was recognised before it.
    """

    char: str
    at: float
    score: float
    spaced: bool


class TextLine(NamedTuple):
    """A stretch of text as it was detected, with what was recognised in it."""

    corners: Corners
    marks: list[Mark]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(mark.char for mark in self.marks)

    @property
    def score(self) -> float:
        """The mean score of its characters."""
        return sum(mark.score for mark in self.marks) / len(self.marks) if self.marks else 0.0


_loading = threading.Lock()


def engine(threads: int) -> Any:
    """The recogniser that works on a picture with so many threads; one for a process, safe to share."""
    with _loading:
        return _engine(threads)


@cache
def _engine(threads: int) -> Any:
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.return_word_box": True,
            "Global.use_cls": False,
            "Det.model_path": _model("det"),
            "Rec.model_path": _model("rec"),
            "EngineConfig.onnxruntime.intra_op_num_threads": min(threads, os.cpu_count() or 1),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _model(task: str) -> str:
    """The model for a task in rapidocr's own folder: named, so that it is never looked for elsewhere.

    Raises FileNotFoundError where it is not there, instead of fetching it.
    """
    folder = Path(rapidocr.__file__).parent / "models"
    found = sorted(folder.glob(f"PP-OCR*_{task}_*.onnx"))
    if not found:
        raise FileNotFoundError(f"rapidocr's wheel lacks its model {task}; install rapidocr 3.10 anew")
    return str(found[-1])


def detect(picture: Picture, threads: int) -> list[Corners]:
    """Where a picture has lines of text, from the top down; at any slant."""
    height, width = picture.shape[:2]
    scale = min(1.0, _SHORTER_SIDE / min(height, width))
    small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # The detector would enlarge a strip until its shorter side had this length.
    missing = [max(0, _LEAST_SIDE - side) for side in small.shape[:2]]
    if any(missing):
        small = cv2.copyMakeBorder(small, 0, missing[0], 0, missing[1], cv2.BORDER_REPLICATE)
    try:
        _, found = engine(threads).detect_and_crop(np.ascontiguousarray(small), {})
    except Exception as error:
        if type(error).__name__ == "RapidOCRError":  # what it raises where it finds no text
            return []
        raise
    return [np.asarray(corners, dtype=np.float32) / np.float32(scale) for corners in found.boxes]


def recognise(picture: Picture, places: list[Corners], threads: int) -> list[TextLine]:
    """What stands at these places of a picture; places without text are left out."""
    if not places:
        return []
    recogniser = engine(threads)
    crops = recogniser.crop_text_regions(picture, places)
    usable = [index for index, crop in enumerate(crops) if min(crop.shape[:2]) > 1]
    if not usable:
        return []
    found = recogniser.recognize_txt([crops[index] for index in usable])
    lines: list[TextLine] = []
    for index, text, words in zip(usable, found.txts, found.word_results, strict=True):
        line = TextLine(places[index], _marks(text, words))
        if line.marks and line.score >= _LEAST_SCORE:
            lines.append(line)
    return lines


def _marks(text: str, words: Any) -> list[Mark]:
    """The characters of a line; columns come without the blanks, scores with them."""
    columns = iter([column for word in words.word_cols for column in word])
    marks: list[Mark] = []
    spaced = False
    for char, score in zip(text, words.confs, strict=False):
        if char.isspace():
            spaced = True
            continue
        column = next(columns, None)
        if column is None:
            break
        marks.append(Mark(char, (column + 0.5) / words.line_txt_len, min(float(score), 1.0), spaced))
        spaced = False
    return marks
