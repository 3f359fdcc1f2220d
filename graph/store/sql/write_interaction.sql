-- Adds an interaction or replaces what is stored under its identifier.
-- Parameters: every column.
INSERT INTO interaction (
    interaction_id,
    verb,
    actor_ref,
    document_ref,
    account_ref,
    topic_label,
    container_ref,
    at,
    at_is_approximate,
    count,
    weight,
    detail,
    source_id,
    content_hash
)
VALUES (
    :interaction_id,
    :verb,
    :actor_ref,
    :document_ref,
    :account_ref,
    :topic_label,
    :container_ref,
    :at,
    :at_is_approximate,
    :count,
    :weight,
    :detail,
    :source_id,
    :content_hash
)
ON CONFLICT (interaction_id) DO UPDATE SET
    verb = excluded.verb,
    actor_ref = excluded.actor_ref,
    document_ref = excluded.document_ref,
    account_ref = excluded.account_ref,
    topic_label = excluded.topic_label,
    container_ref = excluded.container_ref,
    at = excluded.at,
    at_is_approximate = excluded.at_is_approximate,
    count = excluded.count,
    weight = excluded.weight,
    detail = excluded.detail,
    source_id = excluded.source_id,
    content_hash = excluded.content_hash
