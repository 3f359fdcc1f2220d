// Notes that sources have withdrawn something; the latest time counts, and an unknown one for good.
// Parameters: rows, each with source_id, ref, at.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (t:Tombstone {source_id: row.source_id, ref: row.ref})
ON CREATE SET t.at = row.at, t.for_good = row.at IS NULL
SET
    t.for_good = t.for_good OR row.at IS NULL,
    t.at = CASE WHEN t.for_good OR row.at IS NULL THEN null WHEN row.at > t.at THEN row.at ELSE t.at END
RETURN count(*) AS n
