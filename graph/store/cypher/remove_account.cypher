// Removes one account; while other records name it, a placeholder stays.
// Parameters: record_id.
// Columns: n, how many there were.
MATCH (a:Account {account_id: $record_id})
WHERE NOT a:Placeholder
SET a = {account_id: a.account_id}, a:Placeholder
RETURN count(*) AS n
