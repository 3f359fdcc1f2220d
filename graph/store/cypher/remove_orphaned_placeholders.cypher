// Removes placeholders that nothing names any more, and persons without accounts.
// Columns: n, how many there were.
CALL () {
    MATCH (p:Placeholder)
    WHERE NOT EXISTS { (p)--() }
    RETURN p
    UNION ALL
    MATCH (p:Person)
    WHERE NOT EXISTS { (p)<-[:ACCOUNT_OF]-() }
    RETURN p
}
DETACH DELETE p
RETURN count(*) AS n
