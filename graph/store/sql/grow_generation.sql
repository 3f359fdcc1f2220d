-- Notes that the contents have changed.
UPDATE state
SET value = value + 1
WHERE name = 'generation'
