-- Notes that a source has withdrawn something; the latest time counts, and an unknown one for good.
-- Parameters: source_id, ref, at.
INSERT INTO tombstone (source_id, ref, at)
VALUES (:source_id, :ref, :at)
ON CONFLICT (source_id, ref) DO UPDATE SET at = excluded.at
WHERE tombstone.at IS NOT NULL
    AND (excluded.at IS NULL OR excluded.at > tombstone.at)
