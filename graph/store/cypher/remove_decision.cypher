// Removes decisions about somebody who was erased since.
// Parameters: rows, each with decision_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (d:Decision {decision_id: row.decision_id})
DELETE d
RETURN count(*) AS n
