-- Adds a skill claim or replaces what is stored under its identifier.
-- Parameters: every column.
INSERT INTO skill_claim (
    claim_id,
    account_ref,
    skill,
    level,
    origin,
    at,
    wants_to_teach,
    evidence_url,
    source_id,
    content_hash
)
VALUES (
    :claim_id,
    :account_ref,
    :skill,
    :level,
    :origin,
    :at,
    :wants_to_teach,
    :evidence_url,
    :source_id,
    :content_hash
)
ON CONFLICT (claim_id) DO UPDATE SET
    account_ref = excluded.account_ref,
    skill = excluded.skill,
    level = excluded.level,
    origin = excluded.origin,
    at = excluded.at,
    wants_to_teach = excluded.wants_to_teach,
    evidence_url = excluded.evidence_url,
    source_id = excluded.source_id,
    content_hash = excluded.content_hash
