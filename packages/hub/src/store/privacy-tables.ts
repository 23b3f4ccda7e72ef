/**
 * What privacy needs beside the records: which text of a consent was agreed to, and long work (erasing, rotating keys) with how far
 * it has come. `record.erased` says what of a record was erased: nothing, what is sensitive, or all that is personal.
 */
export const privacyTables = `
create table hub.consent (street text not null, record uuid not null, consent text not null, version text not null, by text, relation text not null, at timestamptz not null,
  primary key (street, record, consent, version));
create table hub.job (street text not null, id uuid not null, kind text not null, input jsonb not null default '{}', by text not null, state text not null default 'waiting',
  done bigint not null default 0, total bigint, place jsonb, report jsonb, fault text, made timestamptz not null, changed timestamptz not null, due timestamptz not null, lease timestamptz,
  primary key (street, id));
create index job_due on hub.job (street, due) where state in ('waiting', 'running');
alter table hub.record add column erased text not null default '' check (erased in ('', 'sensitive', 'all'));
create index record_retained on hub.record (street, scenario, entered) where ended and erased <> 'all';
do $$ declare t text; begin
  foreach t in array array['consent', 'job'] loop
    execute format('alter table hub.%I enable row level security', t);
    execute format('alter table hub.%I force row level security', t);
    execute format('create policy street on hub.%I using (street = (select current_setting(''hub.street'', true))) with check (street = (select current_setting(''hub.street'', true)))', t);
    execute format('grant select, insert, update, delete on hub.%I to hub_app', t);
  end loop;
end $$;
`;
