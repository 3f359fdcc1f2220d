// Keeps keyed hashes of things that must not come back.
// Parameters: rows, each with keyed_hash.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (s:Suppression {keyed_hash: row.keyed_hash})
RETURN count(*) AS n
