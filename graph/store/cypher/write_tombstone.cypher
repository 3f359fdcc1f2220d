// Notes that a source has withdrawn something; the latest time counts, and an unknown one for good.
// Parameters: source_id, ref, at.
// Columns: n.
MERGE (t:Tombstone {source_id: $source_id, ref: $ref})
ON CREATE SET t.at = $at, t.for_good = $at IS NULL
ON MATCH SET
    t.for_good = t.for_good OR $at IS NULL,
    t.at = CASE WHEN t.for_good OR $at IS NULL THEN null WHEN $at > t.at THEN $at ELSE t.at END
RETURN count(*) AS n
