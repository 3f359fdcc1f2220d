-- Notes whether the file must be rewritten to leave no trace of what was erased.
-- Parameters: value, 0 or 1.
UPDATE state
SET value = :value
WHERE name = 'purge_due'
