/**
 * What an act writes, in one round trip: locks in one fixed order, rechecks what the decision expected, then writes, or
 * raises HB409 ("changed": decide again; nothing was written). `Changes` and `Expects` in `commit.ts` say what comes in.
 *
 * The order of locks is resources, counters, records, accounts (each sorted), the idempotency key, the street's head. Every
 * statement takes a new snapshot (READ COMMITTED, volatile): what is checked after a lock was waited for is what its last
 * holder left. One statement with many parts would check the past.
 *
 * Conditions stand as `if e ? 'x' then if exists (…)`: joined by `and`, the executor would start for nothing.
 */
export const commitFunction = `
create function hub.changed(p_detail text) returns void language plpgsql as $$
begin
  raise exception 'changed' using errcode = 'HB409', detail = p_detail;
end $$;

create function hub.commit(p_street text, c jsonb, e jsonb) returns jsonb language plpgsql volatile as $$
declare
  v_now timestamptz := (c ->> 'now')::timestamptz;
  k jsonb := c -> 'key'; l jsonb := c -> 'locks';
  v_seq bigint; v_hash bytea; v_old jsonb; v_ev record; v_leaf bytea; v_n int; v_stale boolean := false;
begin
  perform set_config('hub.street', p_street, true);

  -- 1. locks
  if l ? 'resources' then
    select count(*) filter (where s.wanted is null or s.wanted = s.revision) into v_n from (
      select r.revision, x.revision wanted from jsonb_to_recordset(l -> 'resources') x(id text, revision int)
      join hub.resource r on r.street = p_street and r.id = x.id order by r.id for no key update of r) s;
    v_stale := v_n <> jsonb_array_length(l -> 'resources');
  end if;
  if l ? 'counters' then        -- there is no row to lock yet: advisory, sorted by the number that is locked
    perform pg_advisory_xact_lock(h) from (select distinct hashtextextended(p_street || ' ' || key, 0) h from jsonb_array_elements_text(l -> 'counters') key order by 1) s;
  end if;
  if l ? 'records' then
    select count(*) filter (where s.wanted is null or s.wanted = s.revision) into v_n from (
      select r.revision, x.revision wanted from jsonb_to_recordset(l -> 'records') x(id uuid, revision int)
      join hub.record r on r.street = p_street and r.id = x.id order by r.id for no key update of r) s;
    v_stale := v_stale or v_n <> jsonb_array_length(l -> 'records');   -- told only after the key: a retry must be replayed, not refused
  end if;
  if l ? 'shared' then          -- many may append at once, but not while the record moves on
    select count(*) filter (where s.wanted = s.revision) into v_n from (
      select r.revision, x.revision wanted from jsonb_to_recordset(l -> 'shared') x(id uuid, revision int)
      join hub.record r on r.street = p_street and r.id = x.id order by r.id for share of r) s;
    v_stale := v_stale or v_n <> jsonb_array_length(l -> 'shared');
  end if;
  if l ? 'accounts' then
    insert into hub.account (street, id, unit, owner, floor)
      select p_street, x.id, x.unit, x.owner, x.floor from jsonb_to_recordset(l -> 'accounts') x(id text, unit text, owner text, floor bigint) order by x.id
      on conflict (street, id) do update set floor = greatest(account.floor, excluded.floor) where excluded.floor > coalesce(account.floor, excluded.floor - 1);
    perform 1 from hub.account a where a.street = p_street and a.id in (select x.id from jsonb_to_recordset(l -> 'accounts') x(id text)) order by a.id for no key update;
  end if;
  if k is not null then
    insert into hub.idempotency (street, actor, key, hash, status, response, at)
      values (p_street, k ->> 'actor', k ->> 'key', encode(sha256(convert_to(k ->> 'request', 'UTF8')), 'hex'), (k ->> 'status')::int, k ->> 'response', v_now) on conflict do nothing;
    if not found then           -- a twin was faster (this waited for it)
      select jsonb_build_object('replay', jsonb_build_object('hash', i.hash, 'status', i.status, 'response', i.response)) into v_old
        from hub.idempotency i where i.street = p_street and i.actor = k ->> 'actor' and i.key = k ->> 'key';
      return v_old;
    end if;
  end if;

  -- 2. recheck
  if v_stale then perform hub.changed('revision'); end if;
  if e ? 'street' then if exists (select from hub.street s where s.street = p_street
      and (s.revision <> (e #>> '{street,revision}')::int or s.clock is distinct from (e #>> '{street,clock}')::timestamptz)) then perform hub.changed('street'); end if; end if;
  if e ? 'members' then if exists (select from jsonb_to_recordset(e -> 'members') x(id text, revision int)
      left join hub.member m on m.street = p_street and m.id = x.id where m.revision is distinct from x.revision) then perform hub.changed('members'); end if; end if;
  if e ? 'mandate' then if not exists (select from hub.mandate m where m.street = p_street and m.holder = e #>> '{mandate,holder}' and m.subject = e #>> '{mandate,subject}'
      and m.revision = (e #>> '{mandate,revision}')::int) then perform hub.changed('mandate'); end if; end if;
  if e ? 'guardian' then if not exists (select from hub.guardian g where g.street = p_street and g.guardian = e #>> '{guardian,holder}' and g.child = e #>> '{guardian,subject}') then
      perform hub.changed('guardian'); end if; end if;
  if e ? 'below' then if exists (select from jsonb_to_recordset(e -> 'below') x(key text, after timestamptz, before timestamptz, most int)
      where (select count(*) from hub.used u where u.street = p_street and u.key = x.key and (x.after is null or u.at > x.after) and (x.before is null or u.at < x.before)) > x.most) then
    perform hub.changed('below'); end if; end if;
  if e ? 'queues' then if exists (select from jsonb_to_recordset(e -> 'queues') x(resource text, count bigint, last bigint)
      where (select row(count(*), coalesce(max(q.place), 0)) from hub.queue q where q.street = p_street and q.resource = x.resource) is distinct from row(x.count, x.last)) then
    perform hub.changed('queues'); end if; end if;
  if e ? 'numbers' then if exists (select from jsonb_to_recordset(e -> 'numbers') x(key text, value bigint)
      where coalesce((select n.value from hub.counter n where n.street = p_street and n.key = x.key), 0) <> x.value) then
    perform hub.changed('numbers'); end if; end if;
  if e ? 'folds' then if exists (select from jsonb_to_recordset(e -> 'folds') x(key text, since timestamptz, record uuid)
      where (select r.id from hub.record r where r.street = p_street and r.fold = x.key and (not r.ended or r.entered > x.since) order by r.id desc limit 1) is distinct from x.record) then
    perform hub.changed('folds'); end if; end if;
  if e ? 'siblings' then if exists (select from jsonb_to_recordset(e -> 'siblings') x(record uuid, least int, most int)
      where (select count(*) from hub.link l left join hub.record o on o.street = p_street and o.id = l.other
             where l.street = p_street and l.record = x.record and l.rel = 'opened' and l.kind = 'tasks' and not coalesce(o.ended, false)) not between x.least and x.most) then
    perform hub.changed('siblings'); end if; end if;
  if e ? 'balances' then if exists (select from jsonb_to_recordset(e -> 'balances') x(account text, balance bigint)
      join hub.account a on a.street = p_street and a.id = x.account where a.balance <> x.balance) then
    perform hub.changed('balances'); end if; end if;
  if e ? 'clock' then if not exists (select from hub.clock t where t.street = p_street and t.record = (e #>> '{clock,record}')::uuid and t.name = e #>> '{clock,name}'
      and t.due = (e #>> '{clock,due}')::timestamptz) then perform hub.changed('clock'); end if; end if;
  if e ? 'byRule' then
    perform 1 from hub.by_rule b where b.street = p_street and b.scenario = e #>> '{byRule,scenario}' and b.rule = e #>> '{byRule,rule}'
      and b.next = (e #>> '{byRule,next}')::timestamptz and b.after is not distinct from (e #>> '{byRule,after}') for no key update;
    if not found then perform hub.changed('byRule'); end if;
  end if;

  -- 3. release, then reserve
  if c ? 'release' then
    with gone as (delete from hub.reservation v using jsonb_to_recordset(c -> 'release') x(record uuid, id uuid)
      where v.street = p_street and v.record = x.record and v.id = x.id returning v.resource, v.pool, v.units, v.buckets, v.exclusive)
    update hub.bucket b set taken = b.taken - g.units
      from (select resource, pool, at, sum(units)::int units from gone, unnest(buckets) at where not exclusive group by 1, 2, 3) g
      where b.street = p_street and b.resource = g.resource and b.pool = g.pool and b.at = g.at;
  end if;
  if c ? 'shorten' then         -- no longer held by anybody, but it stays counted, or its period ends now
    update hub.bucket b set taken = b.taken - g.units
      from (select v.resource, v.pool, d.at, sum(v.units)::int units from jsonb_to_recordset(c -> 'shorten') x(record uuid, id uuid, "drop" text[])
            join hub.reservation v on v.street = p_street and v.record = x.record and v.id = x.id cross join unnest(x."drop") d(at) where not v.exclusive group by 1, 2, 3) g
      where b.street = p_street and b.resource = g.resource and b.pool = g.pool and b.at = g.at;
    delete from hub.reservation v using jsonb_to_recordset(c -> 'shorten') x(record uuid, id uuid, ends timestamptz) where v.street = p_street and v.record = x.record and v.id = x.id and v.exclusive and x.ends <= v.starts;
    update hub.reservation v set live = false, ends = coalesce(x.ends, v.ends), buckets = array(select b from unnest(v.buckets) b where b <> all (coalesce(x."drop", '{}')))
      from jsonb_to_recordset(c -> 'shorten') x(record uuid, id uuid, ends timestamptz, "drop" text[]) where v.street = p_street and v.record = x.record and v.id = x.id;
  end if;
  if e ? 'full' then            -- who joins the waitlist must still have to wait: something of what she wants is taken
    if exists (select from (select x.record, bool_and(case when x.exclusive
          then not exists (select from hub.reservation v where v.street = p_street and v.resource = x.resource and v.exclusive and v.ends > x.starts and v.starts < x.ends)
          else not exists (select from hub.bucket b where b.street = p_street and b.resource = x.resource and b.pool = x.pool and b.at = any (x.buckets) and b.taken + x.units > x.capacity)
            and x.units <= x.capacity end) free
        from jsonb_to_recordset(e -> 'full') x(record uuid, resource text, pool text, starts timestamptz, ends timestamptz, exclusive boolean, units int, buckets text[], capacity int)
        group by 1) w where w.free) then
      perform hub.changed('full'); end if; end if;

  -- 4. write
  if c ? 'resources' then
    insert into hub.resource as r (street, id, kind, name, community, parent, lat, lon, address, life, value, revision, changed)
      select p_street, x.id, x.kind, x.name, x.community, x.parent, x.lat, x.lon, x.address, x.life, x.value, x.revision, v_now
      from jsonb_to_recordset(c -> 'resources') x(id text, kind text, name text, community text, parent text, lat double precision, lon double precision, address text, life text, value jsonb, revision int)
    on conflict (street, id) do update set name = excluded.name, community = excluded.community, parent = excluded.parent, lat = excluded.lat, lon = excluded.lon,
      address = excluded.address, life = excluded.life, value = excluded.value, revision = excluded.revision, changed = excluded.changed where excluded.revision = r.revision + 1;
    get diagnostics v_n = row_count;
    if v_n <> jsonb_array_length(c -> 'resources') then perform hub.changed('resources'); end if;
  end if;
  if c ? 'readings' then
    insert into hub.reading (street, id, resource, name, at, value, by, keep) select p_street, x.id, x.resource, x.name, x.at, x.value, x.by, x.keep
      from jsonb_to_recordset(c -> 'readings') x(id uuid, resource text, name text, at timestamptz, value jsonb, by text, keep timestamptz);
  end if;
  if c ? 'insert' then
    insert into hub.record (street, id, community, scenario, version, digest, state, ended, flags, data, derived, period, uses, stages, stage_at, done, subject, opener, relation, handler,
        assignees, consents, entered, opened, changed, valid_until, proposed, stopped, fold, tally, lat, lon, revision)
      select p_street, r.id, r.community, r.scenario, r.version, r.digest, r.state, r.ended, r.flags, r.data, r.derived, r.period, r.uses, r.stages, r.stage_at, r.done, r.subject, r.opener, r.relation, r.handler,
        r.assignees, r.consents, r.entered, r.opened, v_now, r.valid_until, r.proposed, r.stopped, r.fold, r.tally, r.lat, r.lon, r.revision
      from jsonb_populate_recordset(null::hub.record, c -> 'insert') r;
  end if;
  if c ? 'update' then
    update hub.record r set state = x.state, ended = x.ended, flags = x.flags, data = x.data, derived = x.derived, period = x.period, uses = x.uses, stages = x.stages, stage_at = x.stage_at,
        done = x.done, subject = x.subject, opener = x.opener, handler = x.handler, assignees = x.assignees, consents = x.consents, entered = x.entered, valid_until = x.valid_until, proposed = x.proposed,
        stopped = x.stopped, tally = x.tally, lat = x.lat, lon = x.lon, revision = x.revision, changed = v_now
      from jsonb_populate_recordset(null::hub.record, c -> 'update') x where r.street = p_street and r.id = x.id;
  end if;
  if c ? 'assign' then
    delete from hub.assignment a using jsonb_to_recordset(c -> 'assign') x(record uuid) where a.street = p_street and a.record = x.record;
    insert into hub.assignment (street, assignee, record) select distinct p_street, a, x.record from jsonb_to_recordset(c -> 'assign') x(record uuid, assignees text[]), unnest(x.assignees) a;
  end if;
  if c ? 'given' then
    insert into hub.given (street, record, action, once) select p_street, x.record, x.action, x.once from jsonb_to_recordset(c -> 'given') x(record uuid, action text, once text) on conflict do nothing;
    get diagnostics v_n = row_count;
    if v_n <> jsonb_array_length(c -> 'given') then perform hub.changed('given'); end if;
  end if;
  if c ? 'children' then
    insert into hub.child (street, id, record, kind, action, author, input, at)
      select p_street, x.id, x.record, x.kind, x.action, x.author, x.input, x.at from jsonb_to_recordset(c -> 'children') x(id uuid, record uuid, kind text, action text, author text, input jsonb, at timestamptz);
  end if;
  if c ? 'restate' then         -- a child row with a life of its own: only from the state in which it was seen
    update hub.child k set input = x.input from jsonb_to_recordset(c -> 'restate') x(id uuid, was text, input jsonb)
      where k.street = p_street and k.id = x.id and k.input ->> 'state' = x.was;
    get diagnostics v_n = row_count;
    if v_n <> jsonb_array_length(c -> 'restate') then perform hub.changed('restate'); end if;
  end if;
  if c ? 'reserve' then
    insert into hub.reservation (street, id, record, resource, kind, pool, starts, ends, exclusive, units, buckets)
      select p_street, x.id, x.record, x.resource, x.kind, x.pool, x.starts, x.ends, x.exclusive, x.units, x.buckets
      from jsonb_to_recordset(c -> 'reserve') x(id uuid, record uuid, resource text, kind text, pool text, starts timestamptz, ends timestamptz, exclusive boolean, units int, buckets text[]);
    if c @? '$.reserve[*] ? (@.exclusive == false)' then
      insert into hub.bucket as b (street, resource, pool, at, taken, capacity)
        select p_street, x.resource, x.pool, at, sum(x.units), max(x.capacity)
        from jsonb_to_recordset(c -> 'reserve') x(resource text, pool text, units int, exclusive boolean, buckets text[], capacity int) cross join unnest(x.buckets) at
        where not x.exclusive group by 2, 3, 4 order by 2, 3, 4
      on conflict (street, resource, pool, at) do update set taken = b.taken + excluded.taken, capacity = excluded.capacity;
    end if;
  end if;
  if c ? 'leave' then delete from hub.queue q where q.street = p_street and q.record = any (array(select jsonb_array_elements_text(c -> 'leave'))::uuid[]); end if;
  if c ? 'join' then            -- places are given under the resource's lock
    insert into hub.queue (street, record, no, resource, kind, pool, starts, ends, exclusive, units, buckets, place)
      select p_street, x.record, x.no, x.resource, x.kind, x.pool, x.starts, x.ends, x.exclusive, x.units, x.buckets,
        1 + coalesce((select max(q.place) from hub.queue q where q.street = p_street and q.resource = x.resource), 0)
      from jsonb_to_recordset(c -> 'join') x(record uuid, no int, resource text, kind text, pool text, starts timestamptz, ends timestamptz, exclusive boolean, units int, buckets text[]);
  end if;
  if c ? 'unuse' then
    delete from hub.used u using jsonb_to_recordset(c -> 'unuse') x(record uuid, lasts text) where u.street = p_street and u.record = x.record and u.lasts = x.lasts;
  end if;
  if c ? 'use' then             -- what is folded into a record counts again, from now
    insert into hub.used (street, key, record, at, lasts) select p_street, x.key, x.record, x.at, x.lasts from jsonb_to_recordset(c -> 'use') x(key text, record uuid, at timestamptz, lasts text)
      on conflict (street, key, record) do update set at = excluded.at;
  end if;
  if c ? 'count' then
    insert into hub.counter as n (street, key, value) select p_street, x.key, x.value from jsonb_to_recordset(c -> 'count') x(key text, value bigint)
      on conflict (street, key) do update set value = excluded.value;
  end if;
  if c ? 'lines' then
    insert into hub.line (street, entry, no, account, amount, record, at, day)
      select p_street, x.entry, x.no, x.account, x.amount, x.record, v_now, x.day from jsonb_to_recordset(c -> 'lines') x(entry uuid, no int, account text, amount bigint, record uuid, day date);
    if exists (select from jsonb_to_recordset(c -> 'lines') x(entry uuid, account text, amount bigint) left join hub.account a on a.street = p_street and a.id = x.account
               group by x.entry, a.unit having sum(x.amount) <> 0 or a.unit is null) then
      raise exception 'a ledger entry does not balance' using errcode = 'HB500';
    end if;
    update hub.account a set balance = a.balance + s.amount
      from (select account, sum(amount) amount from jsonb_to_recordset(c -> 'lines') x(account text, amount bigint) group by 1) s where a.street = p_street and a.id = s.account;
  end if;
  if c ? 'certificates' then
    insert into hub.certificate as t (street, code, number, record, scenario, issued, until)
      select p_street, x.code, x.number, x.record, x.scenario, v_now, x.until from jsonb_to_recordset(c -> 'certificates') x(code text, number text, record uuid, scenario text, until timestamptz)
    on conflict (street, code) do update set until = excluded.until;
    insert into hub.code (code, street) select x.code, p_street from jsonb_to_recordset(c -> 'certificates') x(code text) on conflict do nothing;
  end if;
  if c ? 'clear' then
    delete from hub.clock t using jsonb_to_recordset(c -> 'clear') x(record uuid, rule text) where t.street = p_street and t.record = x.record and (x.rule is null or t.rule = x.rule);
  end if;
  if c ? 'unname' then
    delete from hub.clock t using jsonb_to_recordset(c -> 'unname') x(record uuid, name text) where t.street = p_street and t.record = x.record and t.name = x.name;
  end if;
  if c ? 'clocks' then
    insert into hub.clock (street, record, name, rule, due, "left", act) select p_street, x.record, x.name, x.rule, x.due, x."left", x.act
      from jsonb_to_recordset(c -> 'clocks') x(record uuid, name text, rule text, due timestamptz, "left" bigint, act jsonb)
      on conflict (street, record, name) do update set rule = excluded.rule, due = excluded.due, "left" = excluded."left", act = excluded.act, lease = null;
  end if;
  if c ? 'wake' then
    insert into hub.wake (at, street) select distinct (x)::timestamptz, p_street from jsonb_array_elements_text(c -> 'wake') x order by 1 on conflict do nothing;
  end if;
  if c ? 'links' then
    insert into hub.link (street, record, rel, other, scenario, kind, cause, rule) select p_street, x.record, x.rel, x.other, x.scenario, x.kind, x.cause, x.rule
      from jsonb_to_recordset(c -> 'links') x(record uuid, rel text, other uuid, scenario text, kind text, cause uuid, rule int);
  end if;
  if c ? 'roll' then
    insert into hub.roll (street, record, voter, head, area, share) select p_street, x.record, x.voter, x.head, x.area, x.share
      from jsonb_to_recordset(c -> 'roll') x(record uuid, voter text, head bigint, area bigint, share bigint);
  end if;
  if c ? 'weigh' then
    insert into hub.weight as w (street, record, option, head, area, share)
      select p_street, x.record, o.option, sum(r.head), sum(r.area), sum(r.share) from jsonb_to_recordset(c -> 'weigh') x(record uuid, voters text[], choices int[])
      cross join lateral (select -1 as option union all select unnest(x.choices)) o
      cross join lateral (select v.head, v.area, v.share from hub.roll v where v.street = p_street and v.record = x.record and v.voter = any (x.voters) limit 1) r
      group by 2, 3 order by 2, 3
      on conflict (street, record, option) do update set head = w.head + excluded.head, area = w.area + excluded.area, share = w.share + excluded.share;
  end if;
  if c ? 'files' then
    insert into hub.file_use (street, file, record) select p_street, f.id, x.record from jsonb_to_recordset(c -> 'files') x(file uuid, record uuid)
      join hub.file f on f.street = p_street and f.id = x.file on conflict do nothing;
  end if;
  if c ? 'outbox' then
    insert into hub.outbox (street, id, topic, record, body, due) select p_street, x.id, x.topic, x.record, x.body, v_now from jsonb_to_recordset(c -> 'outbox') x(id uuid, topic text, record uuid, body jsonb);
  end if;
  if c ? 'sent' then delete from hub.outbox o where o.street = p_street and o.id = any (array(select jsonb_array_elements_text(c -> 'sent'))::uuid[]); end if;
  if c ? 'terms' then
    delete from hub.term t using jsonb_to_recordset(c -> 'terms') x(kind text, id text, terms text[]) where t.street = p_street and t.kind = x.kind and t.id = x.id and t.term <> all (x.terms);
    insert into hub.term (street, term, kind, id) select distinct p_street, w, x.kind, x.id from jsonb_to_recordset(c -> 'terms') x(kind text, id text, terms text[]) cross join unnest(x.terms) w
      on conflict do nothing;
  end if;
  if c ? 'followers' then
    insert into hub.follower (street, record, person) select distinct p_street, x.record, x.person from jsonb_to_recordset(c -> 'followers') x(record uuid, person text) on conflict do nothing;
  end if;
  if c ? 'rules' then           -- what is looked through, or gets commands by itself, next at another time
    insert into hub.by_rule as b (street, scenario, rule, next) select p_street, x.scenario, x.rule, x.next from jsonb_to_recordset(c -> 'rules') x(scenario text, rule text, next timestamptz)
      on conflict (street, scenario, rule) do update set next = excluded.next, after = null;
  end if;
  if c ? 'inbox' then
    insert into hub.inbox (street, id, source, at) select p_street, x.id, x.source, v_now from jsonb_to_recordset(c -> 'inbox') x(id uuid, source text);
  end if;
  if c ? 'consents' then
    insert into hub.consent (street, record, consent, version, by, relation, at) select p_street, x.record, x.consent, x.version, x.by, x.relation, v_now
      from jsonb_to_recordset(c -> 'consents') x(record uuid, consent text, version text, by text, relation text) on conflict do nothing;
  end if;
  if c ? 'byRule' then
    update hub.by_rule b set next = (c #>> '{byRule,next}')::timestamptz, after = c #>> '{byRule,after}'
      where b.street = p_street and b.scenario = c #>> '{byRule,scenario}' and b.rule = c #>> '{byRule,rule}';
  end if;
  insert into hub.payload (street, event, salt, body) select p_street, x.id, decode(x.salt, 'hex'), x.payload from jsonb_to_recordset(c -> 'events') x(id uuid, salt text, payload text);

  -- 5. the street's counter and chain, last: this lock is held through the flush of the commit
  select h.seq, h.hash into strict v_seq, v_hash from hub.head h where h.street = p_street for no key update;
  for v_ev in select * from jsonb_to_recordset(c -> 'events') x(id uuid, type text, record uuid, salt text, payload text, leaf text) loop
    v_seq := v_seq + 1;
    v_leaf := coalesce(decode(v_ev.leaf, 'hex'), sha256(decode(v_ev.salt, 'hex') || convert_to(v_ev.payload, 'UTF8')));
    v_hash := sha256(v_hash || convert_to(concat_ws('|', p_street, v_seq, v_ev.id, (extract(epoch from v_now) * 1000)::bigint, v_ev.type, v_ev.record), 'UTF8') || v_leaf);
    insert into hub.event (street, seq, id, at, type, record, leaf, hash) values (p_street, v_seq, v_ev.id, v_now, v_ev.type, v_ev.record, v_leaf, v_hash);
  end loop;
  update hub.head h set seq = v_seq, hash = v_hash where h.street = p_street;
  return jsonb_build_object('seq', v_seq);
end $$;
grant execute on all functions in schema hub to hub_app;
`;
