// The graph, version 1. Properties are the fields of the records, unrenamed; README.md tells of labels and types.

CREATE CONSTRAINT store_state_name IF NOT EXISTS FOR (s:StoreState) REQUIRE s.name IS UNIQUE;

CREATE CONSTRAINT source_id IF NOT EXISTS FOR (s:Source) REQUIRE s.source_id IS UNIQUE;

CREATE CONSTRAINT account_id IF NOT EXISTS FOR (a:Account) REQUIRE a.account_id IS UNIQUE;

CREATE CONSTRAINT person_id IF NOT EXISTS FOR (p:Person) REQUIRE p.person_id IS UNIQUE;

CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (u:OrgUnit) REQUIRE u.unit_id IS UNIQUE;

CREATE CONSTRAINT container_id IF NOT EXISTS FOR (c:Container) REQUIRE c.container_id IS UNIQUE;

CREATE CONSTRAINT document_id IF NOT EXISTS FOR (d:Document) REQUIRE d.document_id IS UNIQUE;

CREATE CONSTRAINT interaction_id IF NOT EXISTS FOR (i:Interaction) REQUIRE i.interaction_id IS UNIQUE;

CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (s:SkillClaim) REQUIRE s.claim_id IS UNIQUE;

CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (d:Decision) REQUIRE d.decision_id IS UNIQUE;

CREATE CONSTRAINT tombstone IF NOT EXISTS FOR (t:Tombstone) REQUIRE (t.source_id, t.ref) IS UNIQUE;

CREATE CONSTRAINT extraction IF NOT EXISTS FOR (e:Extraction) REQUIRE (e.text_hash, e.fingerprint) IS UNIQUE;

CREATE CONSTRAINT keyed_hash IF NOT EXISTS FOR (s:Suppression) REQUIRE s.keyed_hash IS UNIQUE;

CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (t:Topic) REQUIRE t.topic_id IS UNIQUE;

CREATE CONSTRAINT community_id IF NOT EXISTS FOR (c:Community) REQUIRE c.community_id IS UNIQUE;

CREATE INDEX account_by_source IF NOT EXISTS FOR (a:Account) ON (a.source_id);

CREATE INDEX unit_by_source IF NOT EXISTS FOR (u:OrgUnit) ON (u.source_id);

CREATE INDEX container_by_source IF NOT EXISTS FOR (c:Container) ON (c.source_id);

CREATE INDEX document_by_source IF NOT EXISTS FOR (d:Document) ON (d.source_id);

CREATE INDEX document_by_text IF NOT EXISTS FOR (d:Document) ON (d.text_hash);

CREATE INDEX document_by_origin IF NOT EXISTS FOR (d:Document) ON (d.origin_ref);

CREATE INDEX interaction_by_source IF NOT EXISTS FOR (i:Interaction) ON (i.source_id);

CREATE INDEX skill_claim_by_source IF NOT EXISTS FOR (s:SkillClaim) ON (s.source_id);

CREATE INDEX tombstone_by_source IF NOT EXISTS FOR (t:Tombstone) ON (t.source_id);

CREATE FULLTEXT INDEX document_words IF NOT EXISTS FOR (d:Document) ON EACH [d.title, d.text];

CREATE FULLTEXT INDEX document_terms IF NOT EXISTS FOR (d:Document) ON EACH [d.terms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
