// Removes published topics that rest on nothing, by themselves or by a narrower one, and communities without members.
// Columns: n, how many there were.
CALL () {
    MATCH (t:Topic)
    WHERE NOT EXISTS { (t)<-[:BROADER]-*()<-[:KNOWS|MENTIONS]-() }
    RETURN t AS node
    UNION ALL
    MATCH (c:Community)
    WHERE NOT EXISTS { (c)--() }
    RETURN c AS node
}
DETACH DELETE node
RETURN count(*) AS n
