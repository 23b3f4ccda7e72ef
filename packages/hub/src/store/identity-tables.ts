/**
 * Who signs in and how. `client` belongs to a street. The schema `identity` belongs to nobody's street, since one person may
 * live in several: its tables lie under forced row level security, too, and are seen only by a transaction that says it
 * speaks for identity, so that no query of a street ever meets a password.
 */
export const identityTables = `
create schema identity;
grant usage on schema identity to hub_app;
create table hub.client (street text not null, id text not null, kind text not null check (kind in ('device', 'host')), name text not null, secret text not null,
  scenarios text[], made timestamptz not null, by text not null, revoked timestamptz, primary key (street, id));

-- phone: the number to which codes go. secret: a password's hash, with how it was made.
create table identity.login (id text primary key, phone text unique, name text not null, secret text, operator boolean not null default false, disabled boolean not null default false,
  made timestamptz not null);
create table identity.member (login text not null references identity.login on delete cascade, street text not null, member text not null, since timestamptz not null,
  primary key (login, street), unique (street, member));
create table identity.outside (issuer text not null, subject text not null, login text not null references identity.login on delete cascade, since timestamptz not null,
  primary key (issuer, subject));
-- At most one code lives for a number. Only its keyed hash is kept.
create table identity.code (phone text primary key, hash text not null, until timestamptz not null, tries int not null default 0, sent timestamptz not null);
-- How often something was tried in a span of time.
create table identity.attempt (key text not null, span timestamptz not null, count int not null default 1, until timestamptz not null, primary key (key, span));
create index attempt_until on identity.attempt (until);

create table identity.artifact (kind text not null, id text not null, body jsonb not null, "grant" text, uid text, code text, consumed timestamptz, until timestamptz, primary key (kind, id));
create index artifact_grant on identity.artifact ("grant") where "grant" is not null;
create index artifact_uid on identity.artifact (kind, uid) where uid is not null;
create index artifact_code on identity.artifact (kind, code) where code is not null;
create index artifact_until on identity.artifact (until) where until is not null;

-- Keys that sign tokens, the private part sealed. A key is published before it signs and after it has ceased to.
create table identity.signing_key (id text primary key, sealed text not null, public jsonb not null, signs timestamptz not null, made timestamptz not null);

-- Text messages that wait to be handed to a street's gateway, sealed; deleted once they were taken, or came too late.
create table identity.text_message (id uuid primary key, street text, sealed text not null, due timestamptz not null, until timestamptz not null, attempts int not null default 0, lease timestamptz);
create index text_message_due on identity.text_message (due);

alter table hub.client enable row level security;
alter table hub.client force row level security;
create policy street on hub.client using (street = (select current_setting('hub.street', true))) with check (street = (select current_setting('hub.street', true)));
do $$ declare t text; begin
  foreach t in array array['login', 'member', 'outside', 'code', 'attempt', 'artifact', 'signing_key', 'text_message'] loop
    execute format('alter table identity.%I enable row level security', t);
    execute format('alter table identity.%I force row level security', t);
    execute format('create policy identity on identity.%I using ((select current_setting(''hub.identity'', true)) = ''on'') with check ((select current_setting(''hub.identity'', true)) = ''on'')', t);
  end loop;
end $$;
grant select, insert, update, delete on hub.client, identity.login, identity.member, identity.outside, identity.code, identity.attempt, identity.artifact, identity.signing_key, identity.text_message to hub_app;
`;
