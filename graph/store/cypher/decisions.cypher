// All decisions, oldest first.
// Columns: decision_id, kind, person_id, refs, by, at.
MATCH (d:Decision)
RETURN
    d.decision_id AS decision_id,
    d.kind AS kind,
    d.person_id AS person_id,
    d.refs AS refs,
    d.by AS by,
    d.at AS at
ORDER BY at, decision_id
