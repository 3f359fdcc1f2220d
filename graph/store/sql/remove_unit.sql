-- Removes one unit.
-- Parameters: record_id.
DELETE FROM unit
WHERE unit_id = :record_id
