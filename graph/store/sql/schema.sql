-- The embedded store, version 1. Columns are the fields of the records, unrenamed.
-- Instants are whole microseconds since 1970 (UTC), days are ISO 8601, lists are JSON arrays.
-- content_hash is of the record as its source gave it; a row whose hash is the same is not written again.

CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO state (name, value) VALUES ('generation', 0), ('purge_due', 0);

CREATE TABLE source (
    source_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    instance TEXT NOT NULL,
    loaded_at INTEGER,
    loading INTEGER NOT NULL DEFAULT 0,
    input_fingerprint TEXT,
    position TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    account_id TEXT PRIMARY KEY,
    name TEXT,
    username TEXT,
    emails TEXT NOT NULL,
    title TEXT,
    unit TEXT,
    manager_ref TEXT,
    phone TEXT,
    profile_url TEXT,
    locale TEXT,
    bio TEXT,
    declared_skills TEXT NOT NULL,
    is_bot INTEGER NOT NULL,
    active INTEGER NOT NULL,
    end_date TEXT,
    visibility TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES source,
    content_hash BLOB NOT NULL
) STRICT;

CREATE INDEX account_by_source ON account (source_id);

CREATE TABLE unit (
    unit_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_en TEXT,
    name_fr TEXT,
    parent_id TEXT,
    kind TEXT,
    manager_ref TEXT,
    source_id TEXT NOT NULL REFERENCES source,
    content_hash BLOB NOT NULL
) STRICT;

CREATE INDEX unit_by_source ON unit (source_id);

CREATE TABLE container (
    container_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    visibility TEXT NOT NULL,
    description TEXT,
    source_id TEXT NOT NULL REFERENCES source,
    content_hash BLOB NOT NULL
) STRICT;

CREATE INDEX container_by_source ON container (source_id);

CREATE TABLE document (
    document_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    author_refs TEXT NOT NULL,
    co_author_refs TEXT NOT NULL,
    title TEXT,
    media_type TEXT NOT NULL,
    container_ref TEXT,
    in_reply_to TEXT,
    thread_root TEXT,
    language TEXT,
    tags TEXT NOT NULL,
    paths TEXT NOT NULL,
    url TEXT,
    edited_at INTEGER,
    origin_ref TEXT,
    audience TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES source,
    content_hash BLOB NOT NULL,
    text_hash TEXT NOT NULL
) STRICT;

CREATE INDEX document_by_source ON document (source_id, created_at);

CREATE INDEX document_by_text ON document (text_hash);

CREATE INDEX document_by_origin ON document (origin_ref) WHERE origin_ref IS NOT NULL;

CREATE TABLE interaction (
    interaction_id TEXT PRIMARY KEY,
    verb TEXT NOT NULL,
    actor_ref TEXT,
    document_ref TEXT,
    account_ref TEXT,
    topic_label TEXT,
    container_ref TEXT,
    at INTEGER,
    at_is_approximate INTEGER NOT NULL,
    count INTEGER NOT NULL,
    weight REAL NOT NULL,
    detail TEXT,
    source_id TEXT NOT NULL REFERENCES source,
    content_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX interaction_by_source ON interaction (source_id);

CREATE TABLE skill_claim (
    claim_id TEXT PRIMARY KEY,
    account_ref TEXT NOT NULL,
    skill TEXT NOT NULL,
    level INTEGER,
    origin TEXT NOT NULL,
    at TEXT,
    wants_to_teach INTEGER NOT NULL,
    evidence_url TEXT,
    source_id TEXT NOT NULL REFERENCES source,
    content_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX skill_claim_by_source ON skill_claim (source_id);

-- What a source has withdrawn; an unknown time (NULL) withdraws for good.
CREATE TABLE tombstone (
    source_id TEXT NOT NULL REFERENCES source,
    ref TEXT NOT NULL,
    at INTEGER,
    PRIMARY KEY (source_id, ref)
) STRICT, WITHOUT ROWID;

CREATE TABLE extraction (
    fingerprint TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (text_hash, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
    account_id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    rule TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX assignment_by_person ON assignment (person_id);

CREATE TABLE decision (
    decision_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    person_id TEXT NOT NULL,
    refs TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Keyed hashes of what erased people must not bring back.
CREATE TABLE suppression (
    keyed_hash TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
