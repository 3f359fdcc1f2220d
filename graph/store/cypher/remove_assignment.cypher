// Says that accounts are nobody.
// Parameters: rows, each with account_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (:Account {account_id: row.account_id})-[assignment:ACCOUNT_OF]->(:Person)
DELETE assignment
RETURN count(*) AS n
