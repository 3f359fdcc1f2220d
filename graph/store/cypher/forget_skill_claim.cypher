// Removes some skill claims of a source.
// Parameters: source_id; page_size, how many at most.
// Columns: n, how many there were.
MATCH (s:SkillClaim {source_id: $source_id})
WITH s
LIMIT $page_size
DELETE s
RETURN count(*) AS n
