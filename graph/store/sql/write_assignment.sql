-- Says which person an account is.
-- Parameters: account_id, person_id, rule.
INSERT INTO assignment (account_id, person_id, rule)
VALUES (:account_id, :person_id, :rule)
ON CONFLICT (account_id) DO UPDATE SET
    person_id = excluded.person_id,
    rule = excluded.rule
