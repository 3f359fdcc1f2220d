// Adds skill claims or replaces what is stored under their identifiers.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (s:SkillClaim {claim_id: row.claim_id})
SET s = row
RETURN count(*) AS n
