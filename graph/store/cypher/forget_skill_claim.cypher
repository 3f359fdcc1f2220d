// Removes all skill claims of a source.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (s:SkillClaim {source_id: $source_id})
DELETE s
RETURN count(*) AS n
