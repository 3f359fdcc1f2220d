"""Reports for HR: who can cover what, by unit, never by name."""

from __future__ import annotations

import io
from typing import Literal

from flask import Response, request
from pydantic import Field

from api import representations
from api.access import actor_from_request
from api.report_shapes import CoverageReportShape
from api.resources.contract import Limit, Query, Text, resource, returns, send
from api.wiring import current_finder, current_wiring
from graph.competency.unit_coverage import UnitCoverage, table_rows
from graph.export import write_csv

blueprint = resource("competencies", "Who can cover what, by unit.")

CSV = "text/csv; charset=utf-8"


class CoverageQuery(Query):
    """Which topics, and in what form."""

    q: Text = Field("", description="Only topics of that name; those that most people know if empty.")
    limit: Limit = 30
    format: Literal["json", "csv"] = Field("json", description="`csv` for a spreadsheet.")


@blueprint.get("/coverage", responses=returns(CoverageReportShape, csv=True))
def get_coverage(query: CoverageQuery) -> Response:
    """How many people of each unit know each topic. Groups smaller than the settings allow are shown as a range."""
    found = current_finder().unit_coverage(
        query.q,
        actor=actor_from_request(),
        limit=query.limit,
        smallest_group=current_wiring().settings.smallest_group,
    )
    if query.format == "csv":
        return _send_csv(found, query.lang)
    return send(representations.unit_coverage(found, query.lang))


def _send_csv(found: UnitCoverage, language: str) -> Response:
    file = io.StringIO(newline="")
    heading, *rows = table_rows(found, language)
    write_csv([str(cell) for cell in heading], rows, file, ";" if language == "fr" else ",")
    response = Response(file.getvalue().encode("utf-8-sig"), content_type=CSV)
    response.headers["Content-Disposition"] = "attachment; filename=coverage.csv"
    response.add_etag()
    response.make_conditional(request)
    return response
