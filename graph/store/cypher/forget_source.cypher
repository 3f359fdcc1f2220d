// Removes a source that nothing belongs to any more.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (s:Source {source_id: $source_id})
DETACH DELETE s
RETURN count(*) AS n
