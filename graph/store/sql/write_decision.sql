-- Keeps a decision, once.
-- Parameters: decision_id, kind, person_id, refs (a JSON array), by, at.
INSERT INTO decision (decision_id, kind, person_id, refs, decided_by, at)
VALUES (:decision_id, :kind, :person_id, :refs, :by, :at)
ON CONFLICT (decision_id) DO NOTHING
