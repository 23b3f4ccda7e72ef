/**
 * News that leave the hub. `delivery`: one message to one destination, kept for a while once it was sent, as the log that a street
 * looks at; `body` is sealed where it names somebody. `told`: up to which event news were spread. `contact`: how somebody wants to be told.
 */
export const messageTables = `
create table hub.delivery (street text not null, id uuid not null, destination text not null, person text, event uuid not null, body text not null, state text not null default 'waiting'
    check (state in ('waiting', 'sent', 'failed')), attempts int not null default 0, due timestamptz not null, lease timestamptz, status int, fault text, made timestamptz not null, changed timestamptz not null,
  primary key (street, id));
create unique index delivery_once on hub.delivery (street, destination, event, coalesce(person, ''));
create index delivery_due on hub.delivery (street, due) where state = 'waiting';
create table hub.told (street text not null primary key, seq bigint not null);
create table hub.contact (street text not null, person text not null, channels text[] not null, locale text not null, address jsonb not null, primary key (street, person));
do $$ declare t text; begin
  foreach t in array array['delivery', 'told', 'contact'] loop
    execute format('alter table hub.%I enable row level security', t);
    execute format('alter table hub.%I force row level security', t);
    execute format('create policy street on hub.%I using (street = (select current_setting(''hub.street'', true))) with check (street = (select current_setting(''hub.street'', true)))', t);
    execute format('grant select, insert, update, delete on hub.%I to hub_app', t);
  end loop;
end $$;
`;
