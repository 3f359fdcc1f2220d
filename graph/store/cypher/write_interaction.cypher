// Adds interactions or replaces what is stored under their identifiers.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (i:Interaction {interaction_id: row.interaction_id})
SET i = row
RETURN count(*) AS n
