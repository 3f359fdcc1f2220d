-- Adds a source or replaces what is stored of it.
-- Parameters: every column.
INSERT INTO source (source_id, kind, instance, loaded_at, loading, input_fingerprint, position)
VALUES (:source_id, :kind, :instance, :loaded_at, :loading, :input_fingerprint, :position)
ON CONFLICT (source_id) DO UPDATE SET
    kind = excluded.kind,
    instance = excluded.instance,
    loaded_at = excluded.loaded_at,
    loading = excluded.loading,
    input_fingerprint = excluded.input_fingerprint,
    position = excluded.position
