-- How many keyed hashes there are of what must not come back.
-- Columns: n.
SELECT count(*) AS n
FROM suppression
