// Removes the topics and communities of earlier publications, and what they showed of people.
// Parameters: publication, the one that stays.
// Columns: n, how many nodes changed.
CALL () {
    MATCH (t:Topic) WHERE t.published < $publication
    RETURN t AS node
    UNION ALL
    MATCH (c:Community) WHERE c.published < $publication
    RETURN c AS node
    UNION ALL
    MATCH (p:Person) WHERE p.published < $publication
    RETURN p AS node
}
FOREACH (p IN CASE WHEN node:Person THEN [node] ELSE [] END | SET p = {person_id: p.person_id})
FOREACH (other IN CASE WHEN node:Person THEN [] ELSE [node] END | DETACH DELETE other)
RETURN count(*) AS n
