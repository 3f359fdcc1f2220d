// Removes skill claims.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (s:SkillClaim {claim_id: row.record_id})
DELETE s
RETURN count(*) AS n
