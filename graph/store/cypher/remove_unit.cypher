// Removes units; while other records name one, a placeholder stays.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (u:OrgUnit {unit_id: row.record_id})
WHERE NOT u:Placeholder
SET u = {unit_id: u.unit_id}, u:Placeholder
RETURN count(*) AS n
