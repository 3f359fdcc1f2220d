// What may be shown of people; those who are not in the store any more are left out.
// Parameters: publication; rows, each with person_id, name, title, active, n_documents, betweenness.
// Columns: n, how many were found.
UNWIND $rows AS row
MATCH (p:Person {person_id: row.person_id})
SET p = row, p.published = $publication
RETURN count(*) AS n
