// Removes some interactions of a source.
// Parameters: source_id; page_size, how many at most.
// Columns: n, how many there were.
MATCH (i:Interaction {source_id: $source_id})
WITH i
LIMIT $page_size
DELETE i
RETURN count(*) AS n
