// Rows by kind.
// Columns: kind, n.
RETURN 'Account' AS kind, COUNT { MATCH (a:Account) WHERE NOT a:Placeholder } AS n
UNION ALL
RETURN 'Assignment' AS kind, COUNT { MATCH (:Account)-[:ACCOUNT_OF]->(:Person) } AS n
UNION ALL
RETURN 'Container' AS kind, COUNT { MATCH (c:Container) WHERE NOT c:Placeholder } AS n
UNION ALL
RETURN 'Decision' AS kind, COUNT { MATCH (:Decision) } AS n
UNION ALL
RETURN 'Document' AS kind, COUNT { MATCH (d:Document) WHERE NOT d:Placeholder } AS n
UNION ALL
RETURN 'Extraction' AS kind, COUNT { MATCH (:Extraction) } AS n
UNION ALL
RETURN 'Interaction' AS kind, COUNT { MATCH (:Interaction) } AS n
UNION ALL
RETURN 'SkillClaim' AS kind, COUNT { MATCH (:SkillClaim) } AS n
UNION ALL
RETURN 'Unit' AS kind, COUNT { MATCH (:OrgUnit) } AS n
