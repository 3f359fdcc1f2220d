-- Says that an account is nobody.
-- Parameters: account_id.
DELETE FROM assignment
WHERE account_id = :account_id
