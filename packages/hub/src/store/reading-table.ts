/**
 * What things have measured. Rows are added and, when they have been kept as long as their kind says, deleted; never changed.
 * `value` is what the reading's schema says; `keep` is when it is to be forgotten.
 */
export const readingTable = `
create table hub.reading (street text not null, id uuid not null, resource text not null, name text not null, at timestamptz not null, value jsonb not null,
  by text not null, keep timestamptz not null, primary key (street, id));
create index reading_of on hub.reading (street, resource, at, id);
create index reading_keep on hub.reading (street, keep);
alter table hub.reading enable row level security;
alter table hub.reading force row level security;
create policy street on hub.reading using (street = (select current_setting('hub.street', true))) with check (street = (select current_setting('hub.street', true)));
grant select, insert, delete on hub.reading to hub_app;
`;
