-- Removes one container.
-- Parameters: record_id.
DELETE FROM container
WHERE container_id = :record_id
