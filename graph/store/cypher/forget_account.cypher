// Removes all accounts of a source; while other records name one, a placeholder stays.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (a:Account {source_id: $source_id})
WHERE NOT a:Placeholder
SET a = {account_id: a.account_id}, a:Placeholder
RETURN count(*) AS n
