// Removes the interaction that a retraction names unless it is newer.
// Parameters: source_id; ref; at (null: whatever its age).
// Columns: n, how many there were.
MATCH (i:Interaction {interaction_id: $ref})
WHERE i.source_id = $source_id
    AND ($at IS NULL OR i.at IS NULL OR i.at <= $at)
DELETE i
RETURN count(*) AS n
