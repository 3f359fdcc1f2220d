// Removes some units of a source.
// Parameters: source_id; page_size, how many at most.
// Columns: n, how many there were.
MATCH (u:OrgUnit {source_id: $source_id})
WITH u
LIMIT $page_size
DETACH DELETE u
RETURN count(*) AS n
