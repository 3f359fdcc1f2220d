// Keeps decisions, each once.
// Parameters: rows, each with decision_id, kind, person_id, refs, by, at.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (d:Decision {decision_id: row.decision_id})
ON CREATE SET d = row
RETURN count(*) AS n
