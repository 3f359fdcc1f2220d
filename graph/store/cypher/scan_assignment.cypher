// A page of assignments by account id.
// Parameters: after (the last account id of the page before), page_size.
// Columns: account_id, person_id, rule; record_id.
MATCH (a:Account)
WHERE a.account_id > $after
MATCH (a)-[assignment:ACCOUNT_OF]->(p:Person)
WITH a, assignment, p
ORDER BY a.account_id
LIMIT $page_size
RETURN
    a.account_id AS account_id,
    p.person_id AS person_id,
    assignment.rule AS rule,
    a.account_id AS record_id
