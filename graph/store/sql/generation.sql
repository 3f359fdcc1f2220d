-- How often the contents have changed.
-- Columns: value.
SELECT value
FROM state
WHERE name = 'generation'
