-- Rows by kind.
-- Columns: kind, n.
SELECT 'Account' AS kind, count(*) AS n FROM account
UNION ALL
SELECT 'Assignment', count(*) FROM assignment
UNION ALL
SELECT 'Container', count(*) FROM container
UNION ALL
SELECT 'Decision', count(*) FROM decision
UNION ALL
SELECT 'Document', count(*) FROM document
UNION ALL
SELECT 'Extraction', count(*) FROM extraction
UNION ALL
SELECT 'Interaction', count(*) FROM interaction
UNION ALL
SELECT 'SkillClaim', count(*) FROM skill_claim
UNION ALL
SELECT 'Unit', count(*) FROM unit
