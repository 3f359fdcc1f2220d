// Removes assignments of accounts that are gone.
// Columns: n, how many there were.
MATCH (:Account&Placeholder)-[assignment:ACCOUNT_OF]->(:Person)
DELETE assignment
RETURN count(*) AS n
