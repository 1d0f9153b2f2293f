BEGIN TRANSACTION;
CREATE TABLE addresses (
	tenant TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	address TEXT NOT NULL, 
	person TEXT NOT NULL, 
	used INTEGER NOT NULL, 
	CONSTRAINT pk_addresses PRIMARY KEY (tenant, platform, address), 
	CONSTRAINT fk_addresses_people FOREIGN KEY(tenant, person) REFERENCES people (tenant, id) ON DELETE CASCADE
);
INSERT INTO "addresses" VALUES('home','web','dm:ines','ines',1);
INSERT INTO "addresses" VALUES('home','web','dm:zoe','zoe',1);
INSERT INTO "addresses" VALUES('home','web','dm:ann','ann',1);
INSERT INTO "addresses" VALUES('home','web','dm:bob','bob',1);
INSERT INTO "addresses" VALUES('home','web','dm:cas','cas',1);
INSERT INTO "addresses" VALUES('home','web','dm:dee','dee',1);
INSERT INTO "addresses" VALUES('home','web','dm:eva','eva',1);
INSERT INTO "addresses" VALUES('home','web','dm:fay','fay',1);
INSERT INTO "addresses" VALUES('home','web','dm:gus','gus',1);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE audiences (
	tenant TEXT NOT NULL, 
	share TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_audiences PRIMARY KEY (tenant, share, audience), 
	CONSTRAINT fk_audiences_shares FOREIGN KEY(tenant, share) REFERENCES shares (tenant, id) ON DELETE CASCADE
);
CREATE TABLE ballots (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	network TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_ballots PRIMARY KEY (tenant, id), 
	CONSTRAINT fk_ballots_networks FOREIGN KEY(tenant, network) REFERENCES networks (tenant, id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE boxes (
	tenant TEXT NOT NULL, 
	network TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	answered INTEGER NOT NULL, 
	CONSTRAINT pk_boxes PRIMARY KEY (tenant, network, dialog), 
	CONSTRAINT fk_boxes_networks FOREIGN KEY(tenant, network) REFERENCES networks (tenant, id) ON DELETE CASCADE
);
CREATE TABLE conversations (
	tenant TEXT NOT NULL, 
	address TEXT NOT NULL, 
	app TEXT NOT NULL, 
	service TEXT NOT NULL, 
	conversation TEXT NOT NULL, 
	bot TEXT NOT NULL, 
	title TEXT NOT NULL, 
	readers TEXT NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_conversations PRIMARY KEY (tenant, address)
);
CREATE TABLE counters (
	tenant TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	CONSTRAINT pk_counters PRIMARY KEY (tenant, name)
);
CREATE TABLE entries (
	tenant TEXT NOT NULL, 
	person TEXT NOT NULL, 
	network TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	about TEXT NOT NULL, 
	field TEXT NOT NULL, 
	asker TEXT NOT NULL, 
	value TEXT NOT NULL, 
	sees TEXT NOT NULL, 
	run TEXT NOT NULL, 
	filed INTEGER NOT NULL, 
	CONSTRAINT pk_entries PRIMARY KEY (tenant, person, network, dialog, about, field, asker), 
	CONSTRAINT fk_entries_people FOREIGN KEY(tenant, person) REFERENCES people (tenant, id) ON DELETE CASCADE
);
INSERT INTO "entries" VALUES('home','zoe','','create','','aim','','"start"','organiser','i00058',1);
INSERT INTO "entries" VALUES('home','zoe','','create','','title','','"Planning"','catalogue','i00058',1);
INSERT INTO "entries" VALUES('home','zoe','','create','','goal','','"Each of us plans a week that holds."','catalogue','i00058',1);
INSERT INTO "entries" VALUES('home','zoe','','create','','signs','','"Fewer calls"','network','i00058',1);
INSERT INTO "entries" VALUES('home','zoe','','create','','horizon','','"both"','catalogue','i00058',1);
CREATE TABLE events (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	seen DATETIME NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (tenant, id)
);
INSERT INTO "events" VALUES('home','i00036','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00038','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00040','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00042','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00044','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00046','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00048','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00050','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00051','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00052','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00053','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00054','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00055','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00056','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00057','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00059','2027-03-02 14:53:00.000000');
INSERT INTO "events" VALUES('home','i00060','2027-03-02 14:53:00.000000');
CREATE TABLE homes (
	tenant TEXT NOT NULL, 
	address TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_homes PRIMARY KEY (tenant, address)
);
CREATE TABLE ignored (
	tenant TEXT NOT NULL, 
	person TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	times INTEGER NOT NULL, 
	CONSTRAINT pk_ignored PRIMARY KEY (tenant, person, kind), 
	CONSTRAINT fk_ignored_people FOREIGN KEY(tenant, person) REFERENCES people (tenant, id) ON DELETE CASCADE
);
INSERT INTO "ignored" VALUES('home','ann','intro',1);
INSERT INTO "ignored" VALUES('home','ann','rsvp',1);
INSERT INTO "ignored" VALUES('home','bob','intro',1);
INSERT INTO "ignored" VALUES('home','bob','rsvp',1);
INSERT INTO "ignored" VALUES('home','cas','intro',1);
INSERT INTO "ignored" VALUES('home','cas','rsvp',1);
INSERT INTO "ignored" VALUES('home','dee','intro',1);
INSERT INTO "ignored" VALUES('home','dee','rsvp',1);
INSERT INTO "ignored" VALUES('home','eva','intro',1);
INSERT INTO "ignored" VALUES('home','eva','rsvp',1);
INSERT INTO "ignored" VALUES('home','fay','intro',1);
INSERT INTO "ignored" VALUES('home','fay','rsvp',1);
INSERT INTO "ignored" VALUES('home','gus','intro',1);
INSERT INTO "ignored" VALUES('home','gus','rsvp',1);
INSERT INTO "ignored" VALUES('home','ann','expect',1);
INSERT INTO "ignored" VALUES('home','bob','expect',1);
INSERT INTO "ignored" VALUES('home','cas','expect',1);
INSERT INTO "ignored" VALUES('home','dee','expect',1);
INSERT INTO "ignored" VALUES('home','eva','expect',1);
INSERT INTO "ignored" VALUES('home','fay','expect',1);
INSERT INTO "ignored" VALUES('home','gus','expect',1);
CREATE TABLE letters (
	tenant TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	"key" TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	address TEXT NOT NULL, 
	card TEXT, 
	person TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	counts BOOLEAN NOT NULL, 
	said_on DATE, 
	anew BOOLEAN NOT NULL, 
	state TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	lease DATETIME, 
	attempts INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	created DATETIME NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_letters PRIMARY KEY (tenant, number)
);
INSERT INTO "letters" VALUES('home',1,'i00001','web','dm:ines',NULL,'ines','recruit',1,'2027-02-02',1,'sent','2027-02-02 08:30:00.000000',NULL,1,'taken','2027-02-02 08:30:00.000000','2027-02-02 08:30:00.000000');
INSERT INTO "letters" VALUES('home',2,'i00002','web','dm:ines',NULL,'ines','recruit',1,'2027-02-12',1,'sent','2027-02-12 08:30:00.000000',NULL,1,'taken','2027-02-12 08:30:00.000000','2027-02-12 08:30:00.000000');
INSERT INTO "letters" VALUES('home',3,'i00006','web','dm:ann',NULL,'ann','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',4,'i00010','web','dm:bob',NULL,'bob','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',5,'i00014','web','dm:cas',NULL,'cas','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',6,'i00018','web','dm:dee',NULL,'dee','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',7,'i00022','web','dm:eva',NULL,'eva','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',8,'i00026','web','dm:fay',NULL,'fay','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',9,'i00030','web','dm:gus',NULL,'gus','expect+intro+rsvp',1,'2027-02-19',1,'sent','2027-02-19 08:30:00.000000',NULL,1,'taken','2027-02-19 08:30:00.000000','2027-02-19 08:30:00.000000');
INSERT INTO "letters" VALUES('home',10,'i00031','web','dm:ines',NULL,'ines','recruit',1,'2027-02-23',1,'sent','2027-02-23 08:30:00.000000',NULL,1,'taken','2027-02-23 08:30:00.000000','2027-02-23 08:30:00.000000');
INSERT INTO "letters" VALUES('home',11,'i00004','web','dm:ann',NULL,'ann','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',12,'i00008','web','dm:bob',NULL,'bob','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',13,'i00012','web','dm:cas',NULL,'cas','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',14,'i00016','web','dm:dee',NULL,'dee','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',15,'i00020','web','dm:eva',NULL,'eva','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',16,'i00024','web','dm:fay',NULL,'fay','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',17,'i00028','web','dm:gus',NULL,'gus','intro',1,'2027-02-25',1,'sent','2027-02-25 08:30:00.000000',NULL,1,'taken','2027-02-25 08:30:00.000000','2027-02-25 08:30:00.000000');
INSERT INTO "letters" VALUES('home',18,'i00005','web','dm:ann',NULL,'ann','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',19,'i00009','web','dm:bob',NULL,'bob','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',20,'i00013','web','dm:cas',NULL,'cas','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',21,'i00017','web','dm:dee',NULL,'dee','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',22,'i00021','web','dm:eva',NULL,'eva','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',23,'i00025','web','dm:fay',NULL,'fay','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',24,'i00029','web','dm:gus',NULL,'gus','rsvp',1,'2027-03-01',1,'sent','2027-03-01 09:00:00.000000',NULL,1,'taken','2027-03-01 09:00:00.000000','2027-03-01 09:00:00.000000');
INSERT INTO "letters" VALUES('home',25,'i00032','web','dm:ines',NULL,'ines','expect_result',0,'2027-03-02',1,'sent','2027-03-02 12:30:00.000000',NULL,1,'taken','2027-03-02 12:30:00.000000','2027-03-02 12:30:00.000000');
INSERT INTO "letters" VALUES('home',26,'i00033','web','channel:n1',NULL,'','',0,NULL,0,'sent','2027-03-02 12:50:00.000000',NULL,1,'taken','2027-03-02 12:50:00.000000','2027-03-02 12:50:00.000000');
INSERT INTO "letters" VALUES('home',27,'i00034','web','channel:n1',NULL,'','',0,NULL,0,'sent','2027-03-02 14:00:00.000000',NULL,1,'taken','2027-03-02 14:00:00.000000','2027-03-02 14:00:00.000000');
INSERT INTO "letters" VALUES('home',28,'i00035','web','channel:n1',NULL,'','',0,NULL,0,'sent','2027-03-02 14:52:00.000000',NULL,1,'taken','2027-03-02 14:52:00.000000','2027-03-02 14:52:00.000000');
INSERT INTO "letters" VALUES('home',29,'i00037','web','dm:ann',NULL,'ann','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',30,'i00039','web','dm:bob',NULL,'bob','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',31,'i00041','web','dm:cas',NULL,'cas','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',32,'i00043','web','dm:dee',NULL,'dee','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',33,'i00045','web','dm:eva',NULL,'eva','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',34,'i00047','web','dm:fay',NULL,'fay','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',35,'i00049','web','dm:gus',NULL,'gus','evaluation',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',36,'i00039','web','dm:bob',NULL,'bob','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',37,'i00041','web','dm:cas',NULL,'cas','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',38,'i00043','web','dm:dee',NULL,'dee','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',39,'i00045','web','dm:eva',NULL,'eva','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',40,'i00047','web','dm:fay',NULL,'fay','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',41,'i00049','web','dm:gus',NULL,'gus','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',42,'i00037','web','dm:ann',NULL,'ann','evaluation',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',43,'i00058','web','dm:zoe',NULL,'zoe','create',0,'2027-03-02',1,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',44,'i00058','web','dm:zoe',NULL,'zoe','create',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
INSERT INTO "letters" VALUES('home',45,'i00058','web','dm:zoe',NULL,'zoe','create',0,'2027-03-02',0,'sent','2027-03-02 14:53:00.000000',NULL,1,'taken','2027-03-02 14:53:00.000000','2027-03-02 14:53:00.000000');
CREATE TABLE lines (
	tenant TEXT NOT NULL, 
	conversation TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	author TEXT NOT NULL, 
	card TEXT, 
	text TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_lines PRIMARY KEY (tenant, conversation, "key")
);
CREATE TABLE members (
	tenant TEXT NOT NULL, 
	network TEXT NOT NULL, 
	person TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	seat TEXT NOT NULL, 
	joined DATETIME NOT NULL, 
	mention BOOLEAN NOT NULL, 
	asks_manager BOOLEAN NOT NULL, 
	paused_until DATE, 
	settings TEXT NOT NULL, 
	CONSTRAINT pk_members PRIMARY KEY (tenant, network, person), 
	CONSTRAINT fk_members_networks FOREIGN KEY(tenant, network) REFERENCES networks (tenant, id) ON DELETE CASCADE, 
	CONSTRAINT fk_members_people FOREIGN KEY(tenant, person) REFERENCES people (tenant, id) ON DELETE CASCADE
);
INSERT INTO "members" VALUES('home','n1','ines',0,'facilitator','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','ann',1,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','bob',2,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','cas',3,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','dee',4,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','eva',5,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','fay',6,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
INSERT INTO "members" VALUES('home','n1','gus',7,'participant','seated','2027-01-04 09:00:00.000000',0,0,NULL,'{}');
CREATE TABLE messages (
	tenant TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	address TEXT NOT NULL, 
	ref TEXT NOT NULL, 
	CONSTRAINT pk_messages PRIMARY KEY (tenant, "key")
);
INSERT INTO "messages" VALUES('home','i00001','web','dm:ines','i00001');
INSERT INTO "messages" VALUES('home','i00002','web','dm:ines','i00002');
INSERT INTO "messages" VALUES('home','i00006','web','dm:ann','i00006');
INSERT INTO "messages" VALUES('home','i00010','web','dm:bob','i00010');
INSERT INTO "messages" VALUES('home','i00014','web','dm:cas','i00014');
INSERT INTO "messages" VALUES('home','i00018','web','dm:dee','i00018');
INSERT INTO "messages" VALUES('home','i00022','web','dm:eva','i00022');
INSERT INTO "messages" VALUES('home','i00026','web','dm:fay','i00026');
INSERT INTO "messages" VALUES('home','i00030','web','dm:gus','i00030');
INSERT INTO "messages" VALUES('home','i00031','web','dm:ines','i00031');
INSERT INTO "messages" VALUES('home','i00004','web','dm:ann','i00004');
INSERT INTO "messages" VALUES('home','i00008','web','dm:bob','i00008');
INSERT INTO "messages" VALUES('home','i00012','web','dm:cas','i00012');
INSERT INTO "messages" VALUES('home','i00016','web','dm:dee','i00016');
INSERT INTO "messages" VALUES('home','i00020','web','dm:eva','i00020');
INSERT INTO "messages" VALUES('home','i00024','web','dm:fay','i00024');
INSERT INTO "messages" VALUES('home','i00028','web','dm:gus','i00028');
INSERT INTO "messages" VALUES('home','i00005','web','dm:ann','i00005');
INSERT INTO "messages" VALUES('home','i00009','web','dm:bob','i00009');
INSERT INTO "messages" VALUES('home','i00013','web','dm:cas','i00013');
INSERT INTO "messages" VALUES('home','i00017','web','dm:dee','i00017');
INSERT INTO "messages" VALUES('home','i00021','web','dm:eva','i00021');
INSERT INTO "messages" VALUES('home','i00025','web','dm:fay','i00025');
INSERT INTO "messages" VALUES('home','i00029','web','dm:gus','i00029');
INSERT INTO "messages" VALUES('home','i00032','web','dm:ines','i00032');
INSERT INTO "messages" VALUES('home','i00033','web','channel:n1','i00033');
INSERT INTO "messages" VALUES('home','i00034','web','channel:n1','i00034');
INSERT INTO "messages" VALUES('home','i00035','web','channel:n1','i00035');
INSERT INTO "messages" VALUES('home','i00037','web','dm:ann','i00037');
INSERT INTO "messages" VALUES('home','i00039','web','dm:bob','i00039');
INSERT INTO "messages" VALUES('home','i00041','web','dm:cas','i00041');
INSERT INTO "messages" VALUES('home','i00043','web','dm:dee','i00043');
INSERT INTO "messages" VALUES('home','i00045','web','dm:eva','i00045');
INSERT INTO "messages" VALUES('home','i00047','web','dm:fay','i00047');
INSERT INTO "messages" VALUES('home','i00049','web','dm:gus','i00049');
INSERT INTO "messages" VALUES('home','i00058','web','dm:zoe','i00058');
CREATE TABLE moments (
	tenant TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	network TEXT NOT NULL, 
	person TEXT, 
	at DATETIME NOT NULL, 
	until DATETIME, 
	due TEXT NOT NULL, 
	state TEXT NOT NULL, 
	planned BOOLEAN NOT NULL, 
	digest TEXT NOT NULL, 
	taken DATETIME, 
	CONSTRAINT pk_moments PRIMARY KEY (tenant, "key"), 
	CONSTRAINT fk_moments_people FOREIGN KEY(tenant, person) REFERENCES people (tenant, id) ON DELETE CASCADE
);
INSERT INTO "moments" VALUES('home','recruit:start:n1::20:ines','recruit','n1','ines','2027-02-02 08:30:00.000000','2027-02-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-20},"until":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-12},"name":"20","facts":{"days":20}}','said',1,'cbab5593af1c2836e9fa81cf','2027-02-02 08:30:00.000000');
INSERT INTO "moments" VALUES('home','recruit:start:n1::12:ines','recruit','n1','ines','2027-02-12 08:30:00.000000','2027-02-23 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-12},"until":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-5},"name":"12","facts":{"days":12}}','said',1,'d379b8cd96a3a17abd1026fd','2027-02-12 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::ann','expect','n1','ann','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'167935cd0041add322b5aacf','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::bob','expect','n1','bob','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'08378f0770972f9bd9a29f17','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::cas','expect','n1','cas','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'d11b8d468b1b8dd01d5a1641','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::dee','expect','n1','dee','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'ef060a599725f8a41953e26e','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::eva','expect','n1','eva','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'a83d353879554881cab5bcd2','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::fay','expect','n1','fay','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'7658feeb2ce720fd22f76002','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','expect:start:n1:s1::gus','expect','n1','gus','2027-02-19 08:30:00.000000','2027-03-02 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T12:00:00+00:00","about":"s1"}','said',1,'f80b97fca890cbf5e624098a','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::ann','intro','n1','ann','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'9dffad516c0eb81cedbc7412','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::bob','intro','n1','bob','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'e7a63a3fc5a069ee3499561d','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::cas','intro','n1','cas','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'85f1f95530f9bf0e1d476a26','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::dee','intro','n1','dee','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'e47827394d68081e52e2b898','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::eva','intro','n1','eva','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'8d1f39b1c32a65e403e77cff','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::fay','intro','n1','fay','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'07a662eaf346ce9331f7096d','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:start:n1:s1::gus','intro','n1','gus','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'8ccb502135725dfcbab7b474','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::ann','rsvp','n1','ann','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'e24e50f950d9e7fd275b031e','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::bob','rsvp','n1','bob','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'f796caf0827e769452dc20a7','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::cas','rsvp','n1','cas','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'c6bd53111ebc3ef40892887e','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::dee','rsvp','n1','dee','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'ce4d84f3b51bed1523bffb74','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::eva','rsvp','n1','eva','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'c66a054826a5a709ea4e5b33','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::fay','rsvp','n1','fay','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'476f9a9bfd24c06456ef0c99','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s1::gus','rsvp','n1','gus','2027-02-19 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-7},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','said',1,'c7c76644554f146d55e9d57b','2027-02-19 08:30:00.000000');
INSERT INTO "moments" VALUES('home','recruit:start:n1::5:ines','recruit','n1','ines','2027-02-23 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-5},"until":"2027-03-02T13:00:00+00:00","name":"5","facts":{"days":5}}','said',1,'202b777cb2dc36944a58dacd','2027-02-23 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::ann','intro','n1','ann','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'1b4c587c384aebacf3a1151b','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::bob','intro','n1','bob','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'97be7cdb617ed36a81c915ab','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::cas','intro','n1','cas','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'4fba68889b69239486cbd7d9','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::dee','intro','n1','dee','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'b13052e12514fcc0af53c52f','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::eva','intro','n1','eva','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'2201b9b8698ba8adf968b736','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::fay','intro','n1','fay','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'26ec1efe39073af4cd63aa67','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','intro:remind:n1:s1::gus','intro','n1','gus','2027-02-25 08:30:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-3},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'c85cab07e7792aab03c52980','2027-02-25 08:30:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::ann','rsvp','n1','ann','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'74bfeb6576ecd156cc9f7e7f','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::bob','rsvp','n1','bob','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'023a19fae07f96a5dc6b5984','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::cas','rsvp','n1','cas','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'4e4bbab77eefacbcb7d44bea','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::dee','rsvp','n1','dee','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'502f2d26a5f6c48eea868355','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::eva','rsvp','n1','eva','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'76d4e3cf6a91fe14348850a3','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::fay','rsvp','n1','fay','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'d54b5c32878533a959e91ee9','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s1::gus','rsvp','n1','gus','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1","does":"remind"}','said',1,'dc378b3f308e4fc705521803','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::ann','tomorrow','n1','ann','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'8458b046600cc36e0302463a','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::bob','tomorrow','n1','bob','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'cd5fcbb92048bdf06e808fc1','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::cas','tomorrow','n1','cas','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'7e30bc15b7d74cfc239e0bc0','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::dee','tomorrow','n1','dee','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'db28a5c21de31641e0020e4a','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::eva','tomorrow','n1','eva','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'98bdc5d05e2673ea268df35b','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::fay','tomorrow','n1','fay','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'fc8ba3adfebbc8d6b1dec8d0','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s1::gus','tomorrow','n1','gus','2027-03-01 09:00:00.000000','2027-03-02 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-03-02T13:00:00+00:00","about":"s1"}','unneeded',1,'9c8e7c92fe1864267b973ca2','2027-03-01 09:00:00.000000');
INSERT INTO "moments" VALUES('home','introductions:start:n1:s1::','introductions','n1',NULL,'2027-03-01 12:00:00.000000','2027-03-02 15:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T13:00:00+00:00","days":-1,"clock":"13:00:00"},"until":"2027-03-02T15:00:00+00:00","about":"s1"}','unneeded',1,'8208e145a3dcb950a44acc40','2027-03-01 12:00:00.000000');
INSERT INTO "moments" VALUES('home','expect:close:n1:s1::','expect','n1',NULL,'2027-03-02 12:30:00.000000',NULL,'{"is":"Due","at":"2027-03-02T12:30:00+00:00","about":"s1","does":"close"}','said',1,'6449667f5ba870157088c48e','2027-03-02 12:30:00.000000');
INSERT INTO "moments" VALUES('home','expectations:start:n1:s1::','expectations','n1',NULL,'2027-03-02 12:45:00.000000','2027-03-02 15:00:00.000000','{"is":"Due","at":"2027-03-02T12:45:00+00:00","until":"2027-03-02T15:00:00+00:00","about":"s1"}','unneeded',1,'8f6143a86c143831c2fa469d','2027-03-02 12:45:00.000000');
INSERT INTO "moments" VALUES('home','icebreaker:start:n1:s1::','icebreaker','n1',NULL,'2027-03-02 12:50:00.000000','2027-03-02 15:00:00.000000','{"is":"Due","at":"2027-03-02T12:50:00+00:00","until":"2027-03-02T15:00:00+00:00","about":"s1"}','said',1,'5dfb59bdb599d9125770e83d','2027-03-02 12:50:00.000000');
INSERT INTO "moments" VALUES('home','charter_open:start:n1:s1::','charter_open','n1',NULL,'2027-03-02 14:00:00.000000','2027-03-02 16:00:00.000000','{"is":"Due","at":"2027-03-02T14:00:00+00:00","until":"2027-03-02T16:00:00+00:00","about":"s1"}','said',1,'4a0631e78e71beb3c5847dbf','2027-03-02 14:00:00.000000');
INSERT INTO "moments" VALUES('home','eval_open:start:n1:s1::','eval_open','n1',NULL,'2027-03-02 14:52:00.000000','2027-03-02 16:00:00.000000','{"is":"Due","at":"2027-03-02T14:52:00+00:00","until":"2027-03-02T16:00:00+00:00","about":"s1"}','said',1,'de2901afd767fdbbe7a87df5','2027-03-02 14:52:00.000000');
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::ann','charter','n1','ann','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'f6b7089112cb1206046e40de',NULL);
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::bob','charter','n1','bob','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'0ab2c0c1cf294fbebfef5c77',NULL);
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::cas','charter','n1','cas','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'92962eff309f12b4bd4ecb59',NULL);
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::dee','charter','n1','dee','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'cb6df403e0efee51f4d65f93',NULL);
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::eva','charter','n1','eva','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'49f543396db84e64c392e7f3',NULL);
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::fay','charter','n1','fay','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'f4f75f6230f37be84431fc67',NULL);
INSERT INTO "moments" VALUES('home','charter:remind:n1:s1::gus','charter','n1','gus','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind"}','pending',1,'587ca808f52de7f7e628e0f5',NULL);
INSERT INTO "moments" VALUES('home','debrief:start:n1:s1::ines','debrief','n1','ines','2027-03-03 08:30:00.000000','2027-03-05 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3},"about":"s1"}','pending',1,'c3586b74c80e75fa112e8708',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::ann','evaluation','n1','ann','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'1ba2fad6b5a453beb3c15f74',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::bob','evaluation','n1','bob','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'6c350b03631d50500b3d5836',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::cas','evaluation','n1','cas','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'eaa8b8547bbe765a0f1b7cad',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::dee','evaluation','n1','dee','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'e13d7c8e106a370e8a9792e7',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::eva','evaluation','n1','eva','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'7be6534a334943c54ce7d001',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::fay','evaluation','n1','fay','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'d4fc6de6876cec56af3b0d93',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s1::gus','evaluation','n1','gus','2027-03-03 08:30:00.000000','2027-03-05 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s1","does":"remind","facts":{"afterwards":true}}','pending',1,'7984eacafde9ee9859ce66d8',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::ann','missed','n1','ann','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'55ea9d83b4f1403c0c5ae864',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::bob','missed','n1','bob','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'64cf1c832cdd787f8b04b190',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::cas','missed','n1','cas','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'d0298a88fbc5b8e9614dfdaa',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::dee','missed','n1','dee','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'de8a7883659690314f17f54b',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::eva','missed','n1','eva','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'b7c5270e6fa8d3dea1de70b4',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::fay','missed','n1','fay','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'3c67ef4a11b707e82ab8efb3',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s1::gus','missed','n1','gus','2027-03-03 08:30:00.000000','2027-03-08 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":4},"about":"s1"}','pending',1,'8edb2f73ab4ac583aef4a95c',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::ann','share','n1','ann','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'9c2fe468468e6b0bcc389227',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::bob','share','n1','bob','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'645c2b164d8784a019f4a3de',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::cas','share','n1','cas','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'6879f1af2bb2a31a1c928cec',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::dee','share','n1','dee','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'568c4d0e77493972c654946e',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::eva','share','n1','eva','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'b1511c29d97b9f481e8ea310',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::fay','share','n1','fay','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'b9dd52da5f39176098650a84',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s1::gus','share','n1','gus','2027-03-03 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1"}','pending',1,'e74b2f7b92785bd636fba56d',NULL);
INSERT INTO "moments" VALUES('home','charter:close:n1:s1::','charter','n1',NULL,'2027-03-05 15:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"16:00:00"},"about":"s1","does":"close"}','pending',1,'3b296919b2bcd0b4355065c4',NULL);
INSERT INTO "moments" VALUES('home','evaluation:close:n1:s1::','evaluation','n1',NULL,'2027-03-05 15:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":3,"clock":"16:00:00"},"about":"s1","does":"close"}','pending',1,'7b1fadbb514dcdd3da065de2',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::ann','share','n1','ann','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'0a7bdfce2e791e1c672f80a6',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::bob','share','n1','bob','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'db6b3e057d49e1774c20f99a',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::cas','share','n1','cas','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'0bccf4a5918c078b017601c6',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::dee','share','n1','dee','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'af8629ae4aaa84912f5c0a4d',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::eva','share','n1','eva','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'d3287c0df577d353d5c3a79c',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::fay','share','n1','fay','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'0cc3b868b62060e9a9b5df36',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s1::gus','share','n1','gus','2027-03-09 08:30:00.000000','2027-03-12 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":8},"about":"s1","does":"remind"}','pending',1,'b7a4be39d62a0d7920c2ba60',NULL);
INSERT INTO "moments" VALUES('home','eval_news:start:n1:s1::','eval_news','n1',NULL,'2027-03-10 09:00:00.000000','2027-03-16 08:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":6,"clock":"10:00:00"},"until":{"is":"WorkingDays","anchor":"2027-03-02T15:00:00+00:00","days":10},"about":"s1"}','pending',1,'5d2446ba9f0076165476420b',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::ann','rsvp','n1','ann','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'be7d8741cf49068cfb7943e1',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::bob','rsvp','n1','bob','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'9059b258b360bbe2d5332a14',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::cas','rsvp','n1','cas','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'007de7b0de32464954a5007d',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::dee','rsvp','n1','dee','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'c181354aceaf6e8c591bd17f',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::eva','rsvp','n1','eva','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'4a624346cf5835bd5b3434ac',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::fay','rsvp','n1','fay','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'99902452d0ba0d906d1841f4',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s2::gus','rsvp','n1','gus','2027-04-02 07:30:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-7},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'7d81c652bd30b87d61800ced',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::ann','goals','n1','ann','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'840a3deba23e526025da832d',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::bob','goals','n1','bob','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'b9c7dfd3b62b651d66f32788',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::cas','goals','n1','cas','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'fca6bae0e2fae395844b7c42',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::dee','goals','n1','dee','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'a7c5c6740a12c3cd254463fe',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::eva','goals','n1','eva','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'b4c13496e94e14bf2a8b528b',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::fay','goals','n1','fay','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'22119b18025917846f2e9bd9',NULL);
INSERT INTO "moments" VALUES('home','goals:start:n1:s2::gus','goals','n1','gus','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'3950416598b68ecc34ff0aed',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::ann','rsvp','n1','ann','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'4749c2b263abb7eaa960b19b',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::bob','rsvp','n1','bob','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'a95e7de403e44f53f616ea7f',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::cas','rsvp','n1','cas','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'de388e4f04f56e53dd47d192',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::dee','rsvp','n1','dee','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'f4bd5658fd6e924ee733d008',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::eva','rsvp','n1','eva','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'53f72322d235cd293b2209c7',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::fay','rsvp','n1','fay','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'aa7103e36ac599e3da66dc42',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s2::gus','rsvp','n1','gus','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2","does":"remind"}','pending',1,'b98dcb59d817ad320959e059',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::ann','tomorrow','n1','ann','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'91f47aa0b11aa8b771bdf297',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::bob','tomorrow','n1','bob','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'39ea911a695d5d194214f989',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::cas','tomorrow','n1','cas','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'b4567523254b733c223105d6',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::dee','tomorrow','n1','dee','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'782800a4c7f555fba2ea0205',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::eva','tomorrow','n1','eva','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'29922aa7a4deb487e611cfc5',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::fay','tomorrow','n1','fay','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'1d62eaa62c2659f8111e563c',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s2::gus','tomorrow','n1','gus','2027-04-12 08:00:00.000000','2027-04-13 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-04-13T13:00:00+00:00","about":"s2"}','pending',1,'10f113a0e5b7ed3bdb86ef0e',NULL);
INSERT INTO "moments" VALUES('home','expectations:start:n1:s2::','expectations','n1',NULL,'2027-04-13 12:45:00.000000','2027-04-13 15:00:00.000000','{"is":"Due","at":"2027-04-13T12:45:00+00:00","until":"2027-04-13T15:00:00+00:00","about":"s2"}','pending',1,'e1be372b8a1a09c5736092ed',NULL);
INSERT INTO "moments" VALUES('home','icebreaker:start:n1:s2::','icebreaker','n1',NULL,'2027-04-13 12:50:00.000000','2027-04-13 15:00:00.000000','{"is":"Due","at":"2027-04-13T12:50:00+00:00","until":"2027-04-13T15:00:00+00:00","about":"s2"}','pending',1,'1b4e57ca97df623f4211f5d0',NULL);
INSERT INTO "moments" VALUES('home','eval_open:start:n1:s2::','eval_open','n1',NULL,'2027-04-13 14:52:00.000000','2027-04-13 16:00:00.000000','{"is":"Due","at":"2027-04-13T14:52:00+00:00","until":"2027-04-13T16:00:00+00:00","about":"s2"}','pending',1,'85be2818d69573b2ff088d40',NULL);
INSERT INTO "moments" VALUES('home','debrief:start:n1:s2::ines','debrief','n1','ines','2027-04-14 07:30:00.000000','2027-04-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":3},"about":"s2"}','pending',1,'dbdf9de00180d1e9dd0ffbc9',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::ann','midway','n1','ann','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'a6d15c0bc2c151b898e8c34a',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::bob','midway','n1','bob','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'7b3decbe7750eb7e20bfb6be',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::cas','midway','n1','cas','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'7452336004493f35e9076392',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::dee','midway','n1','dee','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'683994a196ac8bcc3c9912f6',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::eva','midway','n1','eva','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'7a6118f398adb4b524db6aee',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::fay','midway','n1','fay','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'68c16e011f3b7688d52484df',NULL);
INSERT INTO "moments" VALUES('home','midway:remind:n1:s2::gus','midway','n1','gus','2027-04-14 07:30:00.000000','2027-04-19 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"14:00:00"},"about":"s2","does":"remind","facts":{"afterwards":true}}','pending',1,'dd19dda90c9e5c206066b4ad',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::ann','missed','n1','ann','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'87c2aee6eb5204a8b6794acb',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::bob','missed','n1','bob','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'61ce5c0c8881a52c7191e012',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::cas','missed','n1','cas','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'8d1bda5234f8d3c3b8aa0070',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::dee','missed','n1','dee','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'93873d00d5cb140add7f199c',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::eva','missed','n1','eva','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'d85c936fb8abd0c64a488aa8',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::fay','missed','n1','fay','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'f12cfcd4fc12b5faa67479e9',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s2::gus','missed','n1','gus','2027-04-14 07:30:00.000000','2027-04-19 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4},"about":"s2"}','pending',1,'0b33992d6e6de613851de8ae',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::ann','share','n1','ann','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'7f89aeb688ec8a4a6cf6cc06',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::bob','share','n1','bob','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'6c0eaf0eefe9b7fe45247666',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::cas','share','n1','cas','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'d1bf9a75109dad39fcb7930a',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::dee','share','n1','dee','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'e7e236bf3a71dfa34a40e508',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::eva','share','n1','eva','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'e56cd9a1d7e972ec7e63b721',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::fay','share','n1','fay','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'dafc1e74e02296139ac54cd7',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s2::gus','share','n1','gus','2027-04-14 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2"}','pending',1,'d7f309818d2b4a385aba77d8',NULL);
INSERT INTO "moments" VALUES('home','midway:close:n1:s2::','midway','n1',NULL,'2027-04-19 14:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":4,"clock":"16:00:00"},"about":"s2","does":"close"}','pending',1,'45ac177d52756bb551f580f6',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::ann','share','n1','ann','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'d190c67de7bdb335a535c125',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::bob','share','n1','bob','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'93b658947464db5b6ec330c8',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::cas','share','n1','cas','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'09f6469726b24e1c95d3d638',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::dee','share','n1','dee','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'98fa62dbd6a80050aab40105',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::eva','share','n1','eva','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'d2fe23e62d66ce8da5c94ebd',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::fay','share','n1','fay','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'32e7df12439af96fc6453eb8',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s2::gus','share','n1','gus','2027-04-20 07:30:00.000000','2027-04-23 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":8},"about":"s2","does":"remind"}','pending',1,'34cc03451c2b438cf33acc5c',NULL);
INSERT INTO "moments" VALUES('home','eval_news:start:n1:s2::','eval_news','n1',NULL,'2027-04-21 08:00:00.000000','2027-04-27 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":6,"clock":"10:00:00"},"until":{"is":"WorkingDays","anchor":"2027-04-13T15:00:00+00:00","days":10},"about":"s2"}','pending',1,'4f619b12685007019cc0f5c4',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::ann','rsvp','n1','ann','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'4cc3787d8ed274b2b33afd01',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::bob','rsvp','n1','bob','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'34928eaef2655f0785e6199f',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::cas','rsvp','n1','cas','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'9b624cc01e996d1ce7b2ab8c',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::dee','rsvp','n1','dee','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'86bca09f0244587a5b0a481f',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::eva','rsvp','n1','eva','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'8d4ed2e4fbf06f186028240a',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::fay','rsvp','n1','fay','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'6227b9a4ca2b24011b6b9295',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s3::gus','rsvp','n1','gus','2027-05-13 07:30:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-7},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'8af7e150ae609e69a82c9a80',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::ann','rsvp','n1','ann','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'3e1434a7535cddc49ca1c5ec',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::bob','rsvp','n1','bob','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'2e02d4666a8cd12b4b6ae03c',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::cas','rsvp','n1','cas','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'a47365afb30635f9cc57fca6',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::dee','rsvp','n1','dee','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'fd3712580e168207200eecea',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::eva','rsvp','n1','eva','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'8d2352e8a55b3e80ab4b64fe',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::fay','rsvp','n1','fay','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'7e4ba2fed39b40bcd3bf6c49',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s3::gus','rsvp','n1','gus','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3","does":"remind"}','pending',1,'ab3db0e35b21c1b405913727',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::ann','tomorrow','n1','ann','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'5178a053e786a973f09451de',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::bob','tomorrow','n1','bob','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'a219ebc690a69f20c7a6e2e6',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::cas','tomorrow','n1','cas','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'47d2dbf8c62bf55eb60f1d2a',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::dee','tomorrow','n1','dee','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'544aba6601b571d30d661cdc',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::eva','tomorrow','n1','eva','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'4282c5b1364ee4fb05767876',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::fay','tomorrow','n1','fay','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'44402c476c7aceca99b8547f',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s3::gus','tomorrow','n1','gus','2027-05-24 08:00:00.000000','2027-05-25 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-05-25T13:00:00+00:00","about":"s3"}','pending',1,'9c77d9a2e40047c6324046e7',NULL);
INSERT INTO "moments" VALUES('home','icebreaker:start:n1:s3::','icebreaker','n1',NULL,'2027-05-25 12:50:00.000000','2027-05-25 15:00:00.000000','{"is":"Due","at":"2027-05-25T12:50:00+00:00","until":"2027-05-25T15:00:00+00:00","about":"s3"}','pending',1,'5b0e201f42aba7a620b39664',NULL);
INSERT INTO "moments" VALUES('home','eval_open:start:n1:s3::','eval_open','n1',NULL,'2027-05-25 14:52:00.000000','2027-05-25 16:00:00.000000','{"is":"Due","at":"2027-05-25T14:52:00+00:00","until":"2027-05-25T16:00:00+00:00","about":"s3"}','pending',1,'485e24045712d2d1efa6f8dd',NULL);
INSERT INTO "moments" VALUES('home','debrief:start:n1:s3::ines','debrief','n1','ines','2027-05-26 07:30:00.000000','2027-05-28 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3},"about":"s3"}','pending',1,'04eeb4e9a0638b56dd93c8b5',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::ann','evaluation','n1','ann','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'7cabc3f113e6e66a709558cd',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::bob','evaluation','n1','bob','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'c4c247f905ef939fb438ac45',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::cas','evaluation','n1','cas','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'77c7d4ff51e0f4322410459d',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::dee','evaluation','n1','dee','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'a85bfa5f113b29f70be74ec6',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::eva','evaluation','n1','eva','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'79162579e0434933c827a730',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::fay','evaluation','n1','fay','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'fbe2074530faeee3362401e8',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s3::gus','evaluation','n1','gus','2027-05-26 07:30:00.000000','2027-05-28 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s3","does":"remind","facts":{"afterwards":true}}','pending',1,'f90460e1776c5b4b9cedd112',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::ann','missed','n1','ann','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'9e15323127ace179a9b472e6',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::bob','missed','n1','bob','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'892667599c3461549fa5a85a',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::cas','missed','n1','cas','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'55353d6741ff7260efe366b3',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::dee','missed','n1','dee','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'06c05831bccaa7786465873e',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::eva','missed','n1','eva','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'910796635228bc4b9086b645',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::fay','missed','n1','fay','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'3de6f0436885dd4cc795f71b',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s3::gus','missed','n1','gus','2027-05-26 07:30:00.000000','2027-05-31 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":4},"about":"s3"}','pending',1,'8b2fde5d806c4080afc65c4b',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::ann','share','n1','ann','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'fad7be83ee270b56b101dd85',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::bob','share','n1','bob','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'d3e7b170006cd3565288fd7e',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::cas','share','n1','cas','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'2b899dbec2f54002cc735b40',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::dee','share','n1','dee','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'1e2fd556753416abc3f5f2e1',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::eva','share','n1','eva','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'815e0aec3fbce199767f1a47',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::fay','share','n1','fay','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'c4b47d3ef55de40c2f5b7e9a',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s3::gus','share','n1','gus','2027-05-26 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3"}','pending',1,'92dfdcce5ffc54990e85249b',NULL);
INSERT INTO "moments" VALUES('home','evaluation:close:n1:s3::','evaluation','n1',NULL,'2027-05-28 14:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":3,"clock":"16:00:00"},"about":"s3","does":"close"}','pending',1,'ffc5dbebbceece4b614801e9',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::ann','share','n1','ann','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'1594af53f8e77424de5efd52',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::bob','share','n1','bob','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'64672686be9c05baa881f3b5',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::cas','share','n1','cas','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'da80150f9faa894e45f65ae2',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::dee','share','n1','dee','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'03b034ef7a3f24dee4d9761b',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::eva','share','n1','eva','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'cda7690c54541d4c1cd2786c',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::fay','share','n1','fay','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'2783da23f7b4f3b161216916',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s3::gus','share','n1','gus','2027-06-01 07:30:00.000000','2027-06-04 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":8},"about":"s3","does":"remind"}','pending',1,'45fb2429a59fface9fc09c37',NULL);
INSERT INTO "moments" VALUES('home','eval_news:start:n1:s3::','eval_news','n1',NULL,'2027-06-02 08:00:00.000000','2027-06-08 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":6,"clock":"10:00:00"},"until":{"is":"WorkingDays","anchor":"2027-05-25T15:00:00+00:00","days":10},"about":"s3"}','pending',1,'e73ef5e78b38d5a53637c7b1',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::ann','closing','n1','ann','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'ed0aedce27d79a199e133c38',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::bob','closing','n1','bob','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'20a8dd02dbe788b3f76e5c71',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::cas','closing','n1','cas','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'2e34c805d8e3af6881f279c6',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::dee','closing','n1','dee','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'ed94075b81b630c68bdb1041',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::eva','closing','n1','eva','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'1ae74cdaeaeeb53d987aaba1',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::fay','closing','n1','fay','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'8b929b7e549e782ca20089ea',NULL);
INSERT INTO "moments" VALUES('home','closing:start:n1:s4::gus','closing','n1','gus','2027-06-29 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'cecfa8d4c6abb9b4d9ca1fa2',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::ann','rsvp','n1','ann','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'14a37df4e7ad12e3b804321a',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::bob','rsvp','n1','bob','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'3038a4eefb0b7c7a6540feee',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::cas','rsvp','n1','cas','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'6ccacabaa5cd9fa5201348b6',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::dee','rsvp','n1','dee','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'ca70f69c5847e99595ae524a',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::eva','rsvp','n1','eva','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'c3c2057921ab8ecb5cf2ea28',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::fay','rsvp','n1','fay','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'c1f48120f7d6f04b440c80cc',NULL);
INSERT INTO "moments" VALUES('home','rsvp:start:n1:s4::gus','rsvp','n1','gus','2027-06-29 07:30:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-5},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'b7b62099b6be5048a111782d',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::ann','closing','n1','ann','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'ea41d1f8be36cdf97ac7d565',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::bob','closing','n1','bob','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'8ae5b2ea1780144eb2c8341c',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::cas','closing','n1','cas','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'78cc69199ea973c53f950471',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::dee','closing','n1','dee','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'cc9484a593700ca9cf4f2353',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::eva','closing','n1','eva','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'806fcf6a5c0b766abb8b3666',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::fay','closing','n1','fay','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'a7911892d9fe1f7e26d83131',NULL);
INSERT INTO "moments" VALUES('home','closing:remind:n1:s4::gus','closing','n1','gus','2027-07-02 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-2},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'abe0c382b58cb93a9cef3b7e',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::ann','rsvp','n1','ann','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'3dee8650d1ee893f485fdea6',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::bob','rsvp','n1','bob','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'dae29e96be2c1f441a9ed13a',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::cas','rsvp','n1','cas','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'5faf08feaa175313d4b07de5',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::dee','rsvp','n1','dee','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'bca06214a9d6c112dd6b8d12',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::eva','rsvp','n1','eva','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'ca0041aa0ec1498e24e659b3',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::fay','rsvp','n1','fay','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'ce95d8d5ba273a93aabb50fb',NULL);
INSERT INTO "moments" VALUES('home','rsvp:remind:n1:s4::gus','rsvp','n1','gus','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4","does":"remind"}','pending',1,'ea5b73665b9f16f38f3f4266',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::ann','tomorrow','n1','ann','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'7102f53c67a7bb8ba60af3e1',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::bob','tomorrow','n1','bob','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'dc70ee94c4a031bcd821625c',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::cas','tomorrow','n1','cas','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'5ace5a5685db8b7040554e4d',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::dee','tomorrow','n1','dee','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'10d777bdb6f047dfbe2df536',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::eva','tomorrow','n1','eva','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'1d9e80ddbcb7b80885402632',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::fay','tomorrow','n1','fay','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'278e98f2f33cc403d7ec2b71',NULL);
INSERT INTO "moments" VALUES('home','tomorrow:start:n1:s4::gus','tomorrow','n1','gus','2027-07-05 08:00:00.000000','2027-07-06 13:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T13:00:00+00:00","days":-1,"clock":"10:00:00"},"until":"2027-07-06T13:00:00+00:00","about":"s4"}','pending',1,'f521d3967f9ba02c9951ebce',NULL);
INSERT INTO "moments" VALUES('home','expectations:start:n1:s4::','expectations','n1',NULL,'2027-07-06 12:45:00.000000','2027-07-06 15:00:00.000000','{"is":"Due","at":"2027-07-06T12:45:00+00:00","until":"2027-07-06T15:00:00+00:00","about":"s4"}','pending',1,'5368cf7cb2b1a3afe24b74ec',NULL);
INSERT INTO "moments" VALUES('home','icebreaker:start:n1:s4::','icebreaker','n1',NULL,'2027-07-06 12:50:00.000000','2027-07-06 15:00:00.000000','{"is":"Due","at":"2027-07-06T12:50:00+00:00","until":"2027-07-06T15:00:00+00:00","about":"s4"}','pending',1,'487ed48298c28e626755ae40',NULL);
INSERT INTO "moments" VALUES('home','continue_call:start:n1:s4::','continue_call','n1',NULL,'2027-07-06 14:45:00.000000','2027-07-06 15:00:00.000000','{"is":"Due","at":"2027-07-06T14:45:00+00:00","until":"2027-07-06T15:00:00+00:00","about":"s4"}','pending',1,'1ed0ae2f0a41caa201aa1af8',NULL);
INSERT INTO "moments" VALUES('home','eval_open:start:n1:s4::','eval_open','n1',NULL,'2027-07-06 14:52:00.000000','2027-07-06 16:00:00.000000','{"is":"Due","at":"2027-07-06T14:52:00+00:00","until":"2027-07-06T16:00:00+00:00","about":"s4"}','pending',1,'20ede65dfdbf0bbf372cace3',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::ann','continue','n1','ann','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'019c3e54600fa83de97d24e1',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::bob','continue','n1','bob','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'29aca264da60c8a537f88707',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::cas','continue','n1','cas','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'2cfc023aca7b4fdc00314176',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::dee','continue','n1','dee','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'772b73e65914cf012d1027a2',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::eva','continue','n1','eva','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'5ba145413fa521c2635d07d8',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::fay','continue','n1','fay','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'72bec845b9412b2a8d6e9f1c',NULL);
INSERT INTO "moments" VALUES('home','continue:start:n1:s4::gus','continue','n1','gus','2027-07-07 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4"}','pending',1,'511f2b7080fe809253f9b87e',NULL);
INSERT INTO "moments" VALUES('home','debrief:start:n1:s4::ines','debrief','n1','ines','2027-07-07 07:30:00.000000','2027-07-09 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"about":"s4"}','pending',1,'85c473d56dbed7a31c383425',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::ann','evaluation','n1','ann','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'9bd277c2ac5f62b1b0011c25',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::bob','evaluation','n1','bob','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'4b38731968210056d4abe196',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::cas','evaluation','n1','cas','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'d7dacd0dc71758798ade2b6b',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::dee','evaluation','n1','dee','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'66df201fba7716502484d51d',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::eva','evaluation','n1','eva','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'f2c47d881567664f77d7b960',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::fay','evaluation','n1','fay','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'f875f3d9ebfe16d9fcd7bf5d',NULL);
INSERT INTO "moments" VALUES('home','evaluation:remind:n1:s4::gus','evaluation','n1','gus','2027-07-07 07:30:00.000000','2027-07-09 12:00:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"14:00:00"},"about":"s4","does":"remind","facts":{"afterwards":true}}','pending',1,'3efabf8940aaef82c1b3b86b',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::ann','missed','n1','ann','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'f7eaef91b24c797a24661ac4',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::bob','missed','n1','bob','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'46a2adc889a0e504f82bce14',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::cas','missed','n1','cas','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'30315889be75701485303be6',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::dee','missed','n1','dee','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'ed833d2a90c45213eedc0691',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::eva','missed','n1','eva','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'65c15cb91d5f5f504b734e6b',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::fay','missed','n1','fay','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'a01edf1a782fff17763263c1',NULL);
INSERT INTO "moments" VALUES('home','missed:start:n1:s4::gus','missed','n1','gus','2027-07-07 07:30:00.000000','2027-07-12 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1,"clock":"09:30:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":4},"about":"s4"}','pending',1,'b3c942a2e9b26c2735d751e3',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::ann','share','n1','ann','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'176b0a169ef184ba1add4763',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::bob','share','n1','bob','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'e2f42ee4ccede4b048d7721f',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::cas','share','n1','cas','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'a659a43f65158bd2bfb28063',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::dee','share','n1','dee','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'6dd31e5a7beb08cfaea58b68',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::eva','share','n1','eva','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'48d3cc4062f0a3a63621edb5',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::fay','share','n1','fay','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'f31bc03b56d61a397aa8a02a',NULL);
INSERT INTO "moments" VALUES('home','share:start:n1:s4::gus','share','n1','gus','2027-07-07 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":1},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4"}','pending',1,'290969922073dd49dda32950',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::ann','continue','n1','ann','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'e0051420c5698702de2c4626',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::bob','continue','n1','bob','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'489ad6fec0196bf2e0a4d5d9',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::cas','continue','n1','cas','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'fe7374bec08323a461631d1b',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::dee','continue','n1','dee','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'1010d508b93516a4f6e0b149',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::eva','continue','n1','eva','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'438cd780d9c963ea6c37824a',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::fay','continue','n1','fay','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'c997c4822b226b616da18e51',NULL);
INSERT INTO "moments" VALUES('home','continue:remind:n1:s4::gus','continue','n1','gus','2027-07-09 07:30:00.000000','2027-07-13 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"about":"s4","does":"remind"}','pending',1,'c6268f1b5a5e00b886df93f6',NULL);
INSERT INTO "moments" VALUES('home','evaluation:close:n1:s4::','evaluation','n1',NULL,'2027-07-09 14:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":3,"clock":"16:00:00"},"about":"s4","does":"close"}','pending',1,'9077931784d4cdf0dd291627',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::ann','share','n1','ann','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'2cde50baf47c608cb4bba305',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::bob','share','n1','bob','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'18fd78d1b30e7df699ccad17',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::cas','share','n1','cas','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'a31f13e03aca4463ff146c8b',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::dee','share','n1','dee','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'ddbcd2ae8d82a2de353d2b62',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::eva','share','n1','eva','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'b1c5fb79a522be48bb5bfd01',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::fay','share','n1','fay','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'1fd3e72dfee3ba396f371e28',NULL);
INSERT INTO "moments" VALUES('home','share:remind:n1:s4::gus','share','n1','gus','2027-07-13 07:30:00.000000','2027-07-16 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":5},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":8},"about":"s4","does":"remind"}','pending',1,'20e679ef726fe06d6bdd9ba7',NULL);
INSERT INTO "moments" VALUES('home','closing:close:n1:s4::','closing','n1',NULL,'2027-07-14 07:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":6,"clock":"09:00:00"},"about":"s4","does":"close"}','pending',1,'2a9a5b46e7f1716fedbc0160',NULL);
INSERT INTO "moments" VALUES('home','continue:close:n1:s4::','continue','n1',NULL,'2027-07-14 07:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":6,"clock":"09:00:00"},"about":"s4","does":"close"}','pending',1,'8c283c8d56fbf17137a8127f',NULL);
INSERT INTO "moments" VALUES('home','eval_news:start:n1:s4::','eval_news','n1',NULL,'2027-07-14 08:00:00.000000','2027-07-20 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":6,"clock":"10:00:00"},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":10},"about":"s4"}','pending',1,'4a24bf81098e4ddef42925f0',NULL);
INSERT INTO "moments" VALUES('home','decision:start:n1:s4::ines','decision','n1','ines','2027-07-15 07:30:00.000000','2027-08-11 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":7},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"about":"s4"}','pending',1,'8944a904df40ebeb524a66a2',NULL);
INSERT INTO "moments" VALUES('home','decision:remind:n1:s4::ines','decision','n1','ines','2027-07-20 07:30:00.000000','2027-08-11 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":10},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"about":"s4","does":"remind"}','pending',1,'894e57c6bd8805f283ad2b14',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::ann','archive_notice','n1','ann','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'970e6e23faa37773b001283e',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::bob','archive_notice','n1','bob','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'0e262728200db9671d6d1ed4',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::cas','archive_notice','n1','cas','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'fe18451f66ae77dfffee4d0c',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::dee','archive_notice','n1','dee','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'1b73f7aefacd13b70d956dc1',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::eva','archive_notice','n1','eva','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'eff86f1f95f90519c0932468',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::fay','archive_notice','n1','fay','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'9128ed26a5ce38f827ad664d',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::gus','archive_notice','n1','gus','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'62bf21a3b5752b686cba5155',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:start:n1:s4::ines','archive_notice','n1','ines','2027-08-11 07:30:00.000000','2027-08-18 07:30:00.000000','{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":25},"until":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":30},"about":"s4"}','pending',1,'4609de6c80a10283b28f940c',NULL);
INSERT INTO "moments" VALUES('home','archive_notice:close:n1:s4::','archive_notice','n1',NULL,'2027-08-12 07:00:00.000000',NULL,'{"is":"Due","at":{"is":"WorkingDays","anchor":"2027-07-06T15:00:00+00:00","days":26,"clock":"09:00:00"},"about":"s4","does":"close"}','pending',1,'3fb3c9e3e525cbc883017c11',NULL);
INSERT INTO "moments" VALUES('home','create:again:i00058:1','create','','zoe','2027-03-03 08:30:00.000000','2027-04-01 14:53:00.000000','{"is":"Due","at":"2027-03-03T08:30:00+00:00","name":"idle","does":"remind","facts":{"run":"i00058"}}','pending',0,'e8d0125b4d35eebdb54bca55',NULL);
INSERT INTO "moments" VALUES('home','create:again:i00058:2','create','','zoe','2027-03-09 08:30:00.000000','2027-04-01 14:53:00.000000','{"is":"Due","at":"2027-03-09T08:30:00+00:00","name":"idle","does":"remind","facts":{"run":"i00058"}}','pending',0,'23464574ea11e326ed9eba18',NULL);
CREATE TABLE networks (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	created DATETIME NOT NULL, 
	country TEXT NOT NULL, 
	phase TEXT NOT NULL, 
	listed BOOLEAN NOT NULL, 
	channel TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	parent TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	"end" DATE, 
	settings TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_networks PRIMARY KEY (tenant, id)
);
INSERT INTO "networks" VALUES('home','n1','Plan','Weeks that hold','Europe/Brussels','2027-01-04 09:00:00.000000','BE','fixed',1,'channel:n1','web','','','2027-07-06','{"icebreakers":["name_role_hope"]}',1);
CREATE TABLE people (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	lookup TEXT NOT NULL, 
	language TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	country TEXT NOT NULL, 
	manager TEXT NOT NULL, 
	leads BOOLEAN NOT NULL, 
	organiser BOOLEAN NOT NULL, 
	team TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	settings TEXT NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (tenant, id)
);
INSERT INTO "people" VALUES('home','ines','Ines','ines','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','zoe','Zoe','zoe','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','ann','Ann','ann','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','bob','Bob','bob','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','cas','Cas','cas','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','dee','Dee','dee','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','eva','Eva','eva','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','fay','Fay','fay','en','Europe/Brussels','BE','',0,0,'','','{}');
INSERT INTO "people" VALUES('home','gus','Gus','gus','en','Europe/Brussels','BE','',0,0,'','','{}');
CREATE TABLE places (
	tenant TEXT NOT NULL, 
	address TEXT NOT NULL, 
	place TEXT NOT NULL, 
	title TEXT NOT NULL, 
	invited TEXT NOT NULL, 
	archived BOOLEAN NOT NULL, 
	CONSTRAINT pk_places PRIMARY KEY (tenant, address)
);
CREATE TABLE results (
	tenant TEXT NOT NULL, 
	network TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	about TEXT NOT NULL, 
	result TEXT NOT NULL, 
	CONSTRAINT pk_results PRIMARY KEY (tenant, network, dialog, about), 
	CONSTRAINT fk_results_networks FOREIGN KEY(tenant, network) REFERENCES networks (tenant, id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES('home','n1','expect','s1','{"is":"Result","network":"n1","dialog":"expect","about":"s1","enough":false}');
CREATE TABLE runs (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	person TEXT NOT NULL, 
	network TEXT NOT NULL, 
	about TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	answers TEXT NOT NULL, 
	status TEXT NOT NULL, 
	opened DATETIME NOT NULL, 
	expires DATETIME NOT NULL, 
	revision INTEGER NOT NULL, 
	shown DATETIME, 
	CONSTRAINT pk_runs PRIMARY KEY (tenant, id), 
	CONSTRAINT fk_runs_people FOREIGN KEY(tenant, person) REFERENCES people (tenant, id) ON DELETE CASCADE
);
INSERT INTO "runs" VALUES('home','i00003','expect','ann','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00004','intro','ann','n1','s1','{"zone":"Europe/Brussels","name":"Ann","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00005','rsvp','ann','n1','s1','{"zone":"Europe/Brussels","name":"Ann","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00007','expect','bob','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00008','intro','bob','n1','s1','{"zone":"Europe/Brussels","name":"Bob","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00009','rsvp','bob','n1','s1','{"zone":"Europe/Brussels","name":"Bob","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00011','expect','cas','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00012','intro','cas','n1','s1','{"zone":"Europe/Brussels","name":"Cas","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00013','rsvp','cas','n1','s1','{"zone":"Europe/Brussels","name":"Cas","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00015','expect','dee','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00016','intro','dee','n1','s1','{"zone":"Europe/Brussels","name":"Dee","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00017','rsvp','dee','n1','s1','{"zone":"Europe/Brussels","name":"Dee","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00019','expect','eva','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00020','intro','eva','n1','s1','{"zone":"Europe/Brussels","name":"Eva","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00021','rsvp','eva','n1','s1','{"zone":"Europe/Brussels","name":"Eva","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00023','expect','fay','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00024','intro','fay','n1','s1','{"zone":"Europe/Brussels","name":"Fay","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00025','rsvp','fay','n1','s1','{"zone":"Europe/Brussels","name":"Fay","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00027','expect','gus','n1','s1','{}','{}','closed','2027-02-19 08:30:00.000000','2027-04-20 08:30:00.000000',1,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00028','intro','gus','n1','s1','{"zone":"Europe/Brussels","name":"Gus","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1","starts":"2027-03-02T13:00:00+00:00"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00029','rsvp','gus','n1','s1','{"zone":"Europe/Brussels","name":"Gus","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{}','open','2027-02-19 08:30:00.000000','2027-03-21 08:30:00.000000',0,'2027-02-19 08:30:00.000000');
INSERT INTO "runs" VALUES('home','i00037','evaluation','ann','n1','s1','{"zone":"Europe/Brussels","name":"Ann","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":2,"heard":null,"plus":null,"delta":"Less haste"}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00039','evaluation','bob','n1','s1','{"zone":"Europe/Brussels","name":"Bob","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":4,"heard":null,"plus":"plus bob","delta":null}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00041','evaluation','cas','n1','s1','{"zone":"Europe/Brussels","name":"Cas","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":4,"heard":null,"plus":"plus cas","delta":null}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00043','evaluation','dee','n1','s1','{"zone":"Europe/Brussels","name":"Dee","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":4,"heard":null,"plus":"plus dee","delta":null}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00045','evaluation','eva','n1','s1','{"zone":"Europe/Brussels","name":"Eva","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":4,"heard":null,"plus":"plus eva","delta":null}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00047','evaluation','fay','n1','s1','{"zone":"Europe/Brussels","name":"Fay","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":4,"heard":null,"plus":"plus fay","delta":null}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00049','evaluation','gus','n1','s1','{"zone":"Europe/Brussels","name":"Gus","network":{"id":"n1","title":"Plan","goal":"Weeks that hold","zone":"Europe/Brussels","confidentiality":"no_names","sessions":4,"seats_min":10,"seats_max":15,"minutes":120,"mode":"onsite","place":"","channel":"channel:n1","facilitators":["Ines"]},"session":{"id":"s1","number":1,"of":4,"starts":"2027-03-02T13:00:00+00:00","ends":"2027-03-02T15:00:00+00:00","place":"","kind":"kickoff","zone":"Europe/Brussels"},"about":"s1"}','{"roti":4,"heard":null,"plus":"plus gus","delta":null}','open','2027-03-02 14:53:00.000000','2027-03-12 14:53:00.000000',1,'2027-03-02 14:53:00.000000');
INSERT INTO "runs" VALUES('home','i00058','create','zoe','','','{"zone":"Europe/Brussels","name":"Zoe","about":"","now":"2027-03-02T14:53:00+00:00","country":"BE","language":"en","openings":[{"id":"n1","title":"Plan","goal":"Weeks that hold"}]}','{"aim":"start","title":"Planning","goal":"Each of us plans a week that holds.","signs":"Fewer calls","horizon":"both"}','open','2027-03-02 14:53:00.000000','2027-04-01 14:53:00.000000',2,'2027-03-02 14:53:00.000000');
CREATE TABLE sessions (
	tenant TEXT NOT NULL, 
	network TEXT NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	starts DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	place TEXT NOT NULL, 
	settings TEXT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (tenant, network, id), 
	CONSTRAINT fk_sessions_networks FOREIGN KEY(tenant, network) REFERENCES networks (tenant, id) ON DELETE CASCADE
);
INSERT INTO "sessions" VALUES('home','n1','s1',0,1,'2027-03-02 13:00:00.000000','2027-03-02 15:00:00.000000','planned','','{}');
INSERT INTO "sessions" VALUES('home','n1','s2',1,2,'2027-04-13 13:00:00.000000','2027-04-13 15:00:00.000000','planned','','{}');
INSERT INTO "sessions" VALUES('home','n1','s3',2,3,'2027-05-25 13:00:00.000000','2027-05-25 15:00:00.000000','planned','','{}');
INSERT INTO "sessions" VALUES('home','n1','s4',3,4,'2027-07-06 13:00:00.000000','2027-07-06 15:00:00.000000','planned','','{}');
CREATE TABLE shares (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	network TEXT NOT NULL, 
	author TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	signed BOOLEAN NOT NULL, 
	agenda TEXT NOT NULL, 
	published DATETIME, 
	withdrawn BOOLEAN NOT NULL, 
	settings TEXT NOT NULL, 
	CONSTRAINT pk_shares PRIMARY KEY (tenant, id), 
	CONSTRAINT fk_shares_people FOREIGN KEY(tenant, author) REFERENCES people (tenant, id) ON DELETE CASCADE
);
CREATE TABLE states (
	tenant TEXT NOT NULL, 
	id TEXT NOT NULL, 
	browser TEXT NOT NULL, 
	expires DATETIME NOT NULL, 
	CONSTRAINT pk_states PRIMARY KEY (tenant, id)
);
CREATE TABLE thresholds (
	tenant TEXT NOT NULL, 
	network TEXT NOT NULL, 
	dialog TEXT NOT NULL, 
	about TEXT NOT NULL, 
	threshold INTEGER NOT NULL, 
	CONSTRAINT pk_thresholds PRIMARY KEY (tenant, network, dialog, about), 
	CONSTRAINT fk_thresholds_networks FOREIGN KEY(tenant, network) REFERENCES networks (tenant, id) ON DELETE CASCADE
);
INSERT INTO "thresholds" VALUES('home','n1','expect','s1',5);
INSERT INTO "thresholds" VALUES('home','n1','evaluation','s1',5);
CREATE TABLE workspaces (
	tenant TEXT NOT NULL, 
	enterprise TEXT NOT NULL, 
	team TEXT NOT NULL, 
	name TEXT NOT NULL, 
	app TEXT NOT NULL, 
	bot TEXT NOT NULL, 
	token TEXT, 
	pauses TEXT NOT NULL, 
	installed DATETIME NOT NULL, 
	ended DATETIME, 
	due DATETIME, 
	CONSTRAINT pk_workspaces PRIMARY KEY (tenant)
);
CREATE INDEX ix_events_seen ON events (seen);
CREATE INDEX ix_letters_conversation ON letters (tenant, platform, address, number) WHERE state = 'waiting';
CREATE INDEX ix_letters_ended ON letters (ended);
CREATE INDEX ix_letters_key ON letters (tenant, "key");
CREATE INDEX ix_letters_said ON letters (tenant, person, said_on);
CREATE INDEX ix_letters_waiting ON letters (at, tenant) WHERE state = 'waiting';
CREATE INDEX ix_lines_changed ON lines (tenant, conversation, changed);
CREATE INDEX ix_lines_seq ON lines (tenant, conversation, seq);
CREATE INDEX ix_networks_phase ON networks (tenant, phase);
CREATE INDEX ix_people_manager ON people (tenant, manager);
CREATE INDEX ix_addresses_person ON addresses (tenant, person);
CREATE INDEX ix_ballots_box ON ballots (tenant, network, dialog);
CREATE INDEX ix_entries_asker ON entries (tenant, asker, dialog);
CREATE INDEX ix_entries_run ON entries (tenant, run);
CREATE INDEX ix_entries_shown ON entries (tenant, network, dialog, field);
CREATE INDEX ix_members_person ON members (tenant, person);
CREATE INDEX ix_moments_due ON moments (at, tenant) WHERE state = 'pending';
CREATE INDEX ix_moments_network ON moments (tenant, network, person);
CREATE INDEX ix_moments_person ON moments (tenant, person) WHERE state = 'pending';
CREATE INDEX ix_runs_collection ON runs (tenant, network, dialog, about);
CREATE INDEX ix_runs_person ON runs (tenant, person, dialog, network, about);
CREATE UNIQUE INDEX uq_runs_open ON runs (tenant, person, dialog, network, about) WHERE status = 'open';
CREATE INDEX ix_shares_author ON shares (tenant, author);
CREATE INDEX ix_audiences_audience ON audiences (tenant, audience);
CREATE INDEX ix_workspaces_due ON workspaces (due) WHERE due IS NOT NULL;
CREATE INDEX ix_states_expires ON states (expires);
COMMIT;
