-- Removes one account.
-- Parameters: record_id.
DELETE FROM account
WHERE account_id = :record_id
