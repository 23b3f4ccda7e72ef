/**
 * The tables. Every one begins with the street (the tenant) and lies under forced row level security, but for `tenant`,
 * `wake`, `code`, `contract` and `migration`, which hold no more than ids of streets, instants, codes drawn at random and contracts.
 */
export const schema = `
create extension if not exists btree_gist;
-- Roles belong to the whole cluster, so another data base may be making this one at the same moment.
do $$ begin
  if not exists (select from pg_roles where rolname = 'hub_app') then create role hub_app; end if;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
  if not pg_has_role(current_user, 'hub_app', 'SET') then execute format('grant hub_app to %I with set true', current_user); end if;
end $$;

create table hub.tenant (street text primary key, test boolean not null default false);
-- In which minutes something falls due in which street; so that a timer need not look into every street.
create table hub.wake (at timestamptz not null, street text not null, primary key (at, street));

-- In which street a certificate's code was given; anybody may ask, without knowing the street.
create table hub.code (code text primary key, street text not null);

create table hub.street (street text primary key, name text not null, zone text not null, phone text, brand jsonb, profile jsonb, calendar jsonb,
  test boolean not null default false, clock timestamptz, revision int not null default 1, created timestamptz not null);
create table hub.jurisdiction (street text not null, id text not null, parent text, kind text not null, name text not null, primary key (street, id));

-- The street's event counter and chain head. A table of its own: nothing may have a foreign key to this row (each check
-- would put a key-share lock on the hottest row), and fillfactor keeps its update within the page.
create table hub.head (street text primary key, seq bigint not null default 0, hash bytea not null default sha256('')) with (fillfactor = 10);

create table hub.member (street text not null, id text not null, name text not null, roles jsonb not null default '[]', community text, household text,
  facts jsonb not null default '{}', lat double precision, lon double precision, revision int not null default 1, primary key (street, id));
create index member_household on hub.member (street, household) where household is not null;
create table hub.member_role (street text not null, role text not null, member text not null, unit text not null default '', primary key (street, role, member, unit));
create table hub.guardian (street text not null, child text not null, guardian text not null, primary key (street, child, guardian));
create index guardian_of on hub.guardian (street, guardian);
create table hub.mandate (street text not null, subject text not null, holder text not null, scenarios text[], until timestamptz, revision int not null default 1,
  primary key (street, subject, holder));
create index mandate_of on hub.mandate (street, holder);

create table hub.resource (street text not null, id text not null, kind text not null, name text not null, community text not null, parent text,
  lat double precision, lon double precision, address text, life text not null default 'published', value jsonb not null,
  revision int not null default 1, changed timestamptz not null, primary key (street, id)) with (fillfactor = 70);
create index resource_kind on hub.resource (street, kind, id);
create index resource_parent on hub.resource (street, parent, id) where parent is not null;

create table hub.record (street text not null, id uuid not null, community text not null, scenario text not null, version text not null, digest text not null,
  state text not null, ended boolean not null default false, flags text[] not null default '{}', data jsonb not null, derived jsonb not null default '{}',
  period jsonb, uses jsonb not null default '[]', stages jsonb not null default '{}', stage_at jsonb not null default '{}', done jsonb not null default '{}',
  subject text not null, opener text not null, relation text not null default 'self', handler text, assignees text[] not null default '{}', consents text[] not null default '{}',
  entered timestamptz not null, opened timestamptz not null, changed timestamptz not null, valid_until timestamptz, proposed jsonb, stopped timestamptz,
  fold text, tally jsonb, lat double precision, lon double precision, revision int not null default 1,
  primary key (street, id)) with (fillfactor = 80);
create index record_subject on hub.record (street, subject, id);
create index record_opener on hub.record (street, opener, id) where opener <> subject;
create index record_scenario on hub.record (street, scenario, id);
create index record_fold on hub.record (street, fold, id) where fold is not null;
create table hub.assignment (street text not null, assignee text not null, record uuid not null, primary key (street, assignee, record));
create index assignment_record on hub.assignment (street, record);

create table hub.link (street text not null, record uuid not null, rel text not null, other uuid not null, scenario text not null, kind text,
  cause uuid, rule int, primary key (street, record, rel, other));
create unique index link_cause on hub.link (street, cause, rule) where cause is not null;

create table hub.child (street text not null, id uuid not null, record uuid not null, kind text not null, action text not null, author text, input jsonb not null, at timestamptz,
  primary key (street, id));
create index child_record on hub.child (street, record, kind, id);
-- That something was given, so that it is given once; apart from what was given, which may be secret.
create table hub.given (street text not null, record uuid not null, action text not null, once text not null, primary key (street, record, action, once));

-- What is held now; released rows are deleted (the past is in the events).
create table hub.reservation (street text not null, id uuid not null, record uuid not null, resource text not null, kind text not null, pool text not null,
  starts timestamptz, ends timestamptz, exclusive boolean not null, units int not null check (units > 0), buckets text[] not null default '{}', live boolean not null default true,
  primary key (street, record, id), check (not exclusive or (starts is not null and ends is not null and starts < ends)),
  constraint period_taken exclude using gist (street with =, resource with =, tstzrange(starts, ends) with &&) where (exclusive));
-- Queries never use the GiST index: && is not leakproof, so under row level security it can't be an index condition.
create index reservation_ends on hub.reservation (street, resource, ends) where exclusive;

create table hub.bucket (street text not null, resource text not null, pool text not null, at text not null, taken int not null, capacity int not null,
  constraint bucket_full check (taken between 0 and capacity), primary key (street, resource, pool, at)) with (fillfactor = 70);

create table hub.queue (street text not null, record uuid not null, no int not null, resource text not null, kind text not null, pool text not null,
  starts timestamptz, ends timestamptz, exclusive boolean not null, units int not null, buckets text[] not null default '{}', place bigint not null,
  primary key (street, record, no));
create index queue_place on hub.queue (street, resource, place);

-- One row per thing that counts towards a limit: windows roll, so a number would not do.
create table hub.used (street text not null, key text not null, record uuid not null, at timestamptz not null, lasts text not null, primary key (street, key, record));
create index used_record on hub.used (street, record);

create table hub.counter (street text not null, key text not null, value bigint not null default 0, primary key (street, key));

create table hub.account (street text not null, id text not null, unit text not null, owner text not null, balance bigint not null default 0, floor bigint,
  constraint below_floor check (floor is null or balance >= floor), primary key (street, id)) with (fillfactor = 70);
create table hub.line (street text not null, entry uuid not null, no int not null, account text not null, amount bigint not null, record uuid, at timestamptz not null, day date not null,
  primary key (street, entry, no));
create index line_record on hub.line (street, record);
create index line_account on hub.line (street, account, day, at);

create table hub.clock (street text not null, record uuid not null, name text not null, rule text not null, due timestamptz, "left" bigint, act jsonb, lease timestamptz,
  primary key (street, record, name));
create index clock_due on hub.clock (street, due);

-- What is to be sent; it is deleted once it was.
create table hub.outbox (street text not null, id uuid not null, topic text not null, record uuid, body jsonb not null, due timestamptz not null, attempts int not null default 0, lease timestamptz,
  primary key (street, id));
create table hub.inbox (street text not null, id uuid not null, source text not null, at timestamptz not null, primary key (street, id));
create table hub.by_rule (street text not null, scenario text not null, rule text not null, next timestamptz not null, after text, primary key (street, scenario, rule));

create table hub.certificate (street text not null, code text not null, number text not null, record uuid not null, scenario text not null, issued timestamptz not null, until timestamptz,
  primary key (street, code), unique (street, number));
create index certificate_record on hub.certificate (street, record);
create table hub.roll (street text not null, record uuid not null, voter text not null, head bigint not null default 1, area bigint not null default 0, share bigint not null default 0,
  primary key (street, record, voter));

-- Under which terms (words, and parts of words) what anybody may see is found. Looked up by equality alone: operators of full text and
-- trigrams get no index under row level security.
create table hub.term (street text not null, term text not null, kind text not null, id text not null, primary key (street, term, kind, id));
create index term_of on hub.term (street, kind, id);

-- What secret ballots weigh in sum, by option (-1: all of them): a ballot itself has no weight, which would say whose it is. Who reads
-- this before and after a vote learns what that one weighed.
create table hub.weight (street text not null, record uuid not null, option int not null, head bigint not null, area bigint not null, share bigint not null,
  primary key (street, record, option)) with (fillfactor = 70);

-- Who follows a record without being a party to it: who reported the same.
create table hub.follower (street text not null, record uuid not null, person text not null, primary key (street, record, person));
create index follower_of on hub.follower (street, person);

-- event: never changed. leaf = sha256(salt || payload bytes, before they were sealed); hash = sha256(previous hash || meta || leaf).
create table hub.event (street text not null, seq bigint not null, id uuid not null, at timestamptz not null, type text not null, record uuid, leaf bytea not null, hash bytea not null,
  primary key (street, seq));
create index event_record on hub.event (street, record, seq);
-- payload: erasable. Text, not jsonb: jsonb reorders keys and rewrites numbers, so nobody could recompute the hash.
create table hub.payload (street text not null, event uuid not null, salt bytea not null, body text not null, primary key (street, event));

create table hub.idempotency (street text not null, actor text not null, key text not null, hash text not null, status int not null, response text not null, at timestamptz not null,
  primary key (street, actor, key));
create index idempotency_at on hub.idempotency using brin (at);

create table hub.file (street text not null, id uuid not null, name text not null, type text not null, size int not null, owner text not null, bytes bytea not null, at timestamptz not null,
  primary key (street, id));
-- Which records name a file: who may see such a record may see the file.
create table hub.file_use (street text not null, file uuid not null, record uuid not null, primary key (street, file, record));

do $$ declare t text; begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'hub' and c.relkind = 'r' and c.relname not in ('tenant', 'wake', 'code', 'migration') loop
    execute format('alter table hub.%I enable row level security', t);
    execute format('alter table hub.%I force row level security', t);
    execute format('create policy street on hub.%I using (street = (select current_setting(''hub.street'', true))) with check (street = (select current_setting(''hub.street'', true)))', t);
  end loop;
end $$;
grant usage on schema hub to hub_app;
grant select, insert, update, delete on all tables in schema hub to hub_app;
revoke update, delete on hub.event, hub.line from hub_app;
revoke insert, update, delete on hub.migration from hub_app;
`;
