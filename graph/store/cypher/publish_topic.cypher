// Topics.
// Parameters: publication; rows, each with topic_id, kind, label, label_fr.
// Columns: n, how many.
UNWIND $rows AS row
MERGE (t:Topic {topic_id: row.topic_id})
SET t = row, t.published = $publication
RETURN count(*) AS n
