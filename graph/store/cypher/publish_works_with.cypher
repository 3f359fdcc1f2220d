// Who works with whom; each pair once.
// Parameters: publication; rows, each with person_id, other_id, weight.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:Person {person_id: row.other_id})
MERGE (a)-[r:WORKS_WITH]->(b)
SET r.weight = row.weight, r.published = $publication
RETURN count(*) AS n
