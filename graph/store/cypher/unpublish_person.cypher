// Removes what was published of a person.
// Parameters: person_id.
// Columns: n, how many relationships there were.
MATCH (p:Person {person_id: $person_id})
SET p = {person_id: p.person_id}
WITH p
OPTIONAL MATCH (p)-[r:BELONGS_TO|BROADER|INTERACTED|IN_COMMUNITY|KNOWS|MEMBER_OF|MENTIONS|PART_OF|REPORTS_TO|WORKS_WITH]-()
DELETE r
RETURN count(r) AS n
