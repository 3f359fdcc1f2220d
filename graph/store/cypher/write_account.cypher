// Adds accounts or replaces what is stored under their identifiers.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (a:Account {account_id: row.account_id})
SET a = row
REMOVE a:Placeholder
RETURN count(*) AS n
