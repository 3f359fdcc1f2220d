-- Removes the interaction that a retraction names unless it is newer.
-- Parameters: source_id; ref; at (NULL: whatever its age).
DELETE FROM interaction
WHERE source_id = :source_id
    AND interaction_id = :ref
    AND (:at IS NULL OR at IS NULL OR at <= :at)
