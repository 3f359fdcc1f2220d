// Adds sources or replaces what is stored of them.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (s:Source {source_id: row.source_id})
SET s = row
RETURN count(*) AS n
