// Removes units.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (u:OrgUnit {unit_id: row.record_id})
DETACH DELETE u
RETURN count(*) AS n
