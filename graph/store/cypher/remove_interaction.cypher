// Removes interactions.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (i:Interaction {interaction_id: row.record_id})
DELETE i
RETURN count(*) AS n
