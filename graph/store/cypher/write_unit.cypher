// Adds units or replaces what is stored under their identifiers.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (u:OrgUnit {unit_id: row.unit_id})
SET u = row
RETURN count(*) AS n
