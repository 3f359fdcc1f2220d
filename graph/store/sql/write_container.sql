-- Adds a container or replaces what is stored under its identifier.
-- Parameters: every column.
INSERT INTO container (
    container_id,
    kind,
    name,
    visibility,
    description,
    source_id,
    content_hash
)
VALUES (
    :container_id,
    :kind,
    :name,
    :visibility,
    :description,
    :source_id,
    :content_hash
)
ON CONFLICT (container_id) DO UPDATE SET
    kind = excluded.kind,
    name = excluded.name,
    visibility = excluded.visibility,
    description = excluded.description,
    source_id = excluded.source_id,
    content_hash = excluded.content_hash
