"""What documents say, rolled up to the people they speak for: a matrix over documents becomes one over people."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.array_files import SparseRows


class RollUp:
    """Multiplies rows over documents (X × D) with the association (D × P).

    Parameters
    ----------
    association
        How strongly each document speaks for each person.
    n_people
        P.

    Notes
    -----
    Takes memory for the result, not for every pair of an entry and a person.
    """

    def __init__(self, association: SparseRows, n_people: int) -> None:
        self._association = _matrix(association, association.values, n_people)

    def __call__(self, rows: SparseRows, values: NDArray[Any] | None = None) -> SparseRows:
        """``Σ_d rows[x, d] · U[d, p]``; ``values`` stand in for those of the rows, zeros among them are left out."""
        n_documents, _ = self._association.shape
        factor = _matrix(rows, rows.values if values is None else values, n_documents)
        factor.eliminate_zeros()
        product = factor @ self._association
        product.sort_indices()
        return SparseRows(
            product.indptr.astype(np.int64),
            product.indices.astype(np.int32),
            product.data.astype(np.float32),
        )


def _matrix(rows: SparseRows, values: NDArray[Any], n_columns: int) -> csr_array:
    # Indices are copied because scipy may sort them in place, and the arrays may be read-only files.
    return csr_array(
        (values.astype(np.float64), rows.columns.copy(), rows.offsets.copy()), shape=(len(rows), n_columns)
    )
