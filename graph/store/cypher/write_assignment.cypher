// Says which person accounts are.
// Parameters: rows, each with account_id, person_id, rule.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (a:Account {account_id: row.account_id})
ON CREATE SET a:Placeholder
MERGE (p:Person {person_id: row.person_id})
WITH a, p, row
CALL (a) {
    MATCH (a)-[before:ACCOUNT_OF]->()
    DELETE before
}
CREATE (a)-[:ACCOUNT_OF {rule: row.rule}]->(p)
RETURN count(*) AS n
