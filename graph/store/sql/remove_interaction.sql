-- Removes one interaction.
-- Parameters: record_id.
DELETE FROM interaction
WHERE interaction_id = :record_id
