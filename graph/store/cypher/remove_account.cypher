// Removes accounts; while other records name one, a placeholder stays.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (a:Account {account_id: row.record_id})
WHERE NOT a:Placeholder
SET a = {account_id: a.account_id}, a:Placeholder
RETURN count(*) AS n
