-- Removes assignments of accounts that are gone.
DELETE FROM assignment
WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.account_id = assignment.account_id)
