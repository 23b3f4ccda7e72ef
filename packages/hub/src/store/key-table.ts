/**
 * Keys of streets, each wrapped by the hub's own. Number 0 keys hashes and stays; of the others the highest seals, those below it
 * still open what they sealed.
 */
export const keyTable = `
create table hub.key (street text not null, no int not null, wrapped bytea not null, made timestamptz not null, primary key (street, no));
alter table hub.key enable row level security;
alter table hub.key force row level security;
create policy street on hub.key using (street = (select current_setting('hub.street', true))) with check (street = (select current_setting('hub.street', true)));
grant select, insert, update, delete on hub.key to hub_app;
`;
