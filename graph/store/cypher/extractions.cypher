// What a pipeline found in some texts.
// Parameters: fingerprint; text_hashes, a list.
// Columns: text_hash, body (JSON).
UNWIND $text_hashes AS text_hash
MATCH (e:Extraction {text_hash: text_hash, fingerprint: $fingerprint})
RETURN
    e.text_hash AS text_hash,
    e.body AS body
