// A page of decisions by decision id.
// Parameters: after (the last decision id of the page before), page_size.
// Columns: decision_id, kind, person_id, refs, by, at; record_id.
MATCH (d:Decision)
WHERE d.decision_id > $after
RETURN
    d.decision_id AS decision_id,
    d.kind AS kind,
    d.person_id AS person_id,
    d.refs AS refs,
    d.by AS by,
    d.at AS at,
    d.decision_id AS record_id
ORDER BY record_id
LIMIT $page_size
