// Removes one unit; while other records name it, a placeholder stays.
// Parameters: record_id.
// Columns: n, how many there were.
MATCH (u:OrgUnit {unit_id: $record_id})
WHERE NOT u:Placeholder
SET u = {unit_id: u.unit_id}, u:Placeholder
RETURN count(*) AS n
