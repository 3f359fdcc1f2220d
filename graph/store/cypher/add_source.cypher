// Adds a source unless it is there, and lets no other transaction write to it before this one ends.
// Parameters: source_id, kind, instance.
// Columns: n, 1 if it is new.
MERGE (s:Source {source_id: $source_id})
ON CREATE SET s.loading = false, s.is_new = true
SET s.kind = $kind, s.instance = $instance
WITH s, s.is_new IS NOT NULL AS is_new
REMOVE s.is_new
RETURN CASE WHEN is_new THEN 1 ELSE 0 END AS n
