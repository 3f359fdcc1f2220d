// The accounts of a person.
// Parameters: person_id.
// Columns: account_id.
MATCH (a:Account)-[:ACCOUNT_OF]->(:Person {person_id: $person_id})
RETURN a.account_id AS account_id
ORDER BY account_id
