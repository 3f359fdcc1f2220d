// Removes some of the relationships of earlier publications.
// Parameters: publication, the one that stays; page_size.
// Columns: n, how many were removed.
MATCH ()-[r:BELONGS_TO|BROADER|INTERACTED|IN_COMMUNITY|KNOWS|MEMBER_OF|MENTIONS|PART_OF|REPORTS_TO|WORKS_WITH]->()
WHERE r.published < $publication
WITH r
LIMIT $page_size
DELETE r
RETURN count(*) AS n
