// Removes some accounts of a source; while other records name one, a placeholder stays.
// Parameters: source_id; page_size, how many at most.
// Columns: n, how many there were.
MATCH (a:Account {source_id: $source_id})
WHERE NOT a:Placeholder
WITH a
LIMIT $page_size
SET a = {account_id: a.account_id}, a:Placeholder
RETURN count(*) AS n
