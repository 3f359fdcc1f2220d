// Keeps what a pipeline found in texts.
// Parameters: rows, each with fingerprint, text_hash, body (JSON).
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (e:Extraction {text_hash: row.text_hash, fingerprint: row.fingerprint})
SET e.body = row.body
RETURN count(*) AS n
