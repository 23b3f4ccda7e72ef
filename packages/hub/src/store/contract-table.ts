/**
 * Contracts under which records were opened, by digest, with their pattern and the shared definitions that they name: a record
 * is shown and acted on by its own version for as long as it is there. No street's own: nobody's data are in it, and a kept
 * contract never changes.
 */
export const contractTable = `
create table hub.contract (digest text primary key, scenario text not null, version text not null, body jsonb not null, kept timestamptz not null);
create index contract_version on hub.contract (scenario, version);
grant select, insert on hub.contract to hub_app;
`;
