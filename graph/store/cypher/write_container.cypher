// Adds containers or replaces what is stored under their identifiers.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (c:Container {container_id: row.container_id})
SET c = row
REMOVE c:Placeholder
RETURN count(*) AS n
