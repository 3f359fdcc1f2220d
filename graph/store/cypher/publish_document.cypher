// The terms of documents, as the index counts them: what they are searched by.
// Parameters: publication; rows, each with document_id, terms (separated by spaces).
// Columns: n, how many were found.
UNWIND $rows AS row
MATCH (d:Document {document_id: row.document_id})
WHERE NOT d:Placeholder
SET d.terms = row.terms
RETURN count(*) AS n
