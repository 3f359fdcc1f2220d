// Removes all units of a source; while other records name one, a placeholder stays.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (u:OrgUnit {source_id: $source_id})
WHERE NOT u:Placeholder
SET u = {unit_id: u.unit_id}, u:Placeholder
RETURN count(*) AS n
