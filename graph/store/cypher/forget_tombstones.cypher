// Removes what a source has withdrawn.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (t:Tombstone {source_id: $source_id})
DELETE t
RETURN count(*) AS n
