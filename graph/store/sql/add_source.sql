-- Adds a source unless it is there.
-- Parameters: source_id, kind, instance.
INSERT INTO source (source_id, kind, instance)
VALUES (:source_id, :kind, :instance)
ON CONFLICT (source_id) DO NOTHING
