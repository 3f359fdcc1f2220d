-- Adds a unit or replaces what is stored under its identifier.
-- Parameters: every column.
INSERT INTO unit (
    unit_id,
    name,
    name_en,
    name_fr,
    parent_id,
    kind,
    manager_ref,
    source_id,
    content_hash
)
VALUES (
    :unit_id,
    :name,
    :name_en,
    :name_fr,
    :parent_id,
    :kind,
    :manager_ref,
    :source_id,
    :content_hash
)
ON CONFLICT (unit_id) DO UPDATE SET
    name = excluded.name,
    name_en = excluded.name_en,
    name_fr = excluded.name_fr,
    parent_id = excluded.parent_id,
    kind = excluded.kind,
    manager_ref = excluded.manager_ref,
    source_id = excluded.source_id,
    content_hash = excluded.content_hash
