// Removes one skill claim.
// Parameters: record_id.
// Columns: n, how many there were.
MATCH (s:SkillClaim {claim_id: $record_id})
DELETE s
RETURN count(*) AS n
