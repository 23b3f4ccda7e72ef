/**
 * What a decision needs, read in one round trip, without locks. Each part is what it was at one moment, not all at the same:
 * what is decided on is looked at once more when it is committed.
 *
 * `hub.load(street, ask)`, all parts of `ask` optional:
 * `key {actor, key}` · `people [id]` · `standing [{holder, subject}]` · `record id` with `actor id` · `giver id` · `resources [id]` ·
 * `waiting resource` · `uses [{no, resource, pool, starts, ends, exclusive, buckets}]` · `counters [{key, after, before}]` · `numbers [key]` · `fold key` ·
 * `nearest {kinds, lat, lon, count}` · `duplicates {record, scenario, lat, lon, metres, after, before}` · `posted record` · `rollOf {places, roles}` · `valuesOf {kind, parent or places}` ·
 * `ballots record` · `unread {record, action}` · `recordsOf {scenario, living, children}` · `files {ids, record}`.
 * The answer has the same names, beside `street {revision, clock}`; with a key that was used it is only `replay`.
 */
export const loadFunctions = `
-- Units taken and periods in the way, for each use asked about. Reservations of one resource never overlap each other, so
-- those that end within the period and the first that ends after it are all that can be in the way.
create function hub.taken(p_street text, p_uses jsonb) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_agg(jsonb_build_object('no', u.no,
      'taken', case when not u.exclusive then (select jsonb_agg(jsonb_build_array(b.at, b.taken)) from hub.bucket b
        where b.street = p_street and b.resource = u.resource and b.pool = u.pool and b.at = any (u.buckets) and b.taken > 0) end,
      'overlaps', case when u.exclusive then (select jsonb_agg(o.id) from (
          select v.id, v.starts from hub.reservation v where v.street = p_street and v.resource = u.resource and v.exclusive and v.ends > u.starts and v.ends <= u.ends
          union all
          (select v.id, v.starts from hub.reservation v where v.street = p_street and v.resource = u.resource and v.exclusive and v.ends > u.ends order by v.ends limit 1)) o
        where o.starts < u.ends) end,
      'ahead', (select count(distinct q.record) from hub.queue q where q.street = p_street and q.resource = u.resource and q.pool = u.pool
          and case when u.exclusive then q.starts < u.ends and q.ends > u.starts else q.buckets && u.buckets end),
      'queue', (select jsonb_build_array(count(*), coalesce(max(q.place), 0)) from hub.queue q where q.street = p_street and q.resource = u.resource)))
    from jsonb_to_recordset(p_uses) u(no int, resource text, pool text, starts timestamptz, ends timestamptz, exclusive boolean, buckets text[]));
end $$;

create function hub.people(p_street text, ids text[]) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_object_agg(m.id, jsonb_build_object('id', m.id, 'name', m.name, 'roles', m.roles, 'community', m.community, 'household', m.household,
      'facts', m.facts, 'lat', m.lat, 'lon', m.lon, 'revision', m.revision))
    from hub.member m where m.street = p_street and m.id = any (ids));
end $$;

-- A record with all that belongs to it: what it holds, where it waits, its clocks, children, links, certificate.
create function hub.whole(p_street text, p_record uuid) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_build_object('row', to_jsonb(r),
      'held', (select jsonb_agg(to_jsonb(v) order by v.id) from hub.reservation v where v.street = p_street and v.record = r.id and v.live),
      'queued', (select jsonb_agg(to_jsonb(q) || jsonb_build_object('ahead', (select count(distinct o.record) from hub.queue o where o.street = p_street and o.resource = q.resource
          and o.pool = q.pool and o.place < q.place and case when q.exclusive then o.starts < q.ends and o.ends > q.starts else o.buckets && q.buckets end)) order by q.no)
        from hub.queue q where q.street = p_street and q.record = r.id),
      'clocks', (select jsonb_agg(to_jsonb(c) order by c.due, c.name) from hub.clock c where c.street = p_street and c.record = r.id),
      'children', (select jsonb_object_agg(k.kind, k.n) from (select c.kind, count(*) n from hub.child c where c.street = p_street and c.record = r.id group by 1) k),
      'acts', (select jsonb_object_agg(k.action, k.n) from (select c.action, count(*) n from hub.child c where c.street = p_street and c.record = r.id group by 1) k),
      'links', (select jsonb_agg(to_jsonb(l) || jsonb_build_object('ended', coalesce((select o.ended from hub.record o where o.street = p_street and o.id = l.other), false)) order by l.other)
        from hub.link l where l.street = p_street and l.record = r.id),
      'certificate', (select to_jsonb(t) from hub.certificate t where t.street = p_street and t.record = r.id order by t.issued desc limit 1),
      'followers', (select jsonb_agg(f.person order by f.person) from hub.follower f where f.street = p_street and f.record = r.id),
      'roll', (select count(*) from hub.roll o where o.street = p_street and o.record = r.id))
    from hub.record r where r.street = p_street and r.id = p_record);
end $$;

create function hub.standing(p_street text, p_holder text, p_subject text) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('guardian', exists (select from hub.guardian g where g.street = p_street and g.guardian = p_holder and g.child = p_subject),
    'mandate', (select jsonb_build_object('scenarios', m.scenarios, 'until', m.until, 'revision', m.revision) from hub.mandate m
                where m.street = p_street and m.holder = p_holder and m.subject = p_subject));
end $$;

create function hub.load(p_street text, ask jsonb) returns jsonb language plpgsql volatile as $$
declare
  answer jsonb; v_record jsonb; v_waiters jsonb; v_people text[]; v_giver text[]; v_resources text[]; v_freed text[]; v_waiting uuid[]; v_id uuid; v_row jsonb;
begin
  perform set_config('hub.street', p_street, true);
  if ask ? 'key' then
    select jsonb_build_object('replay', jsonb_build_object('hash', i.hash, 'status', i.status, 'response', i.response)) into answer
      from hub.idempotency i where i.street = p_street and i.actor = ask #>> '{key,actor}' and i.key = ask #>> '{key,key}';
    if found then return answer; end if;
  end if;
  select jsonb_build_object('street', jsonb_build_object('revision', s.revision, 'clock', s.clock)) into answer from hub.street s where s.street = p_street;
  if not found then return null; end if;
  v_people := array(select jsonb_array_elements_text(ask -> 'people'));
  v_resources := array(select jsonb_array_elements_text(ask -> 'resources'));

  if ask ? 'record' then
    v_id := (ask ->> 'record')::uuid;
    v_record := hub.whole(p_street, v_id);
    if v_record is null then return answer; end if;
    v_row := v_record -> 'row';
    v_people := v_people || array[v_row ->> 'subject', v_row ->> 'opener'] || array(select jsonb_array_elements_text(v_row -> 'assignees'));
    v_resources := v_resources || array(select u ->> 'id' from jsonb_array_elements(v_row -> 'uses') u);
    answer := answer || jsonb_build_object('record', v_record, 'standing', hub.standing(p_street, ask ->> 'actor', v_row ->> 'subject'));
    if ask ? 'giver' then        -- once for herself, or once for her household
      v_giver := array['actor:' || (ask ->> 'giver'), 'household:' || coalesce((select m.household from hub.member m where m.street = p_street and m.id = ask ->> 'giver'), 'person:' || (ask ->> 'giver'))];
      answer := answer || jsonb_build_object(
        'given', (select jsonb_agg(jsonb_build_array(g.action, g.once)) from hub.given g where g.street = p_street and g.record = v_id and g.once = any (v_giver)),
        'onRoll', exists (select from hub.roll o where o.street = p_street and o.record = v_id and o.voter = any (v_giver)));
    end if;
    if v_record ->> 'held' is not null then
      v_waiting := array(select w.record from (select q.record, min(q.place) place from hub.reservation v
          join hub.queue q on q.street = v.street and q.resource = v.resource and q.pool = v.pool
        where v.street = p_street and v.record = v_id and v.live
          and case when v.exclusive then q.starts < v.ends and q.ends > v.starts else q.buckets && v.buckets end
        group by 1 order by 2 limit 20) w);
      v_freed := array(select distinct v.resource from hub.reservation v where v.street = p_street and v.record = v_id and v.live);
    end if;
  elsif ask ? 'standing' then
    answer := answer || jsonb_build_object('standing', hub.standing(p_street, ask #>> '{standing,holder}', ask #>> '{standing,subject}'));
  end if;

  if ask ? 'waiting' then
    v_freed := array[ask ->> 'waiting'];
    v_waiting := array(select q.record from hub.queue q where q.street = p_street and q.resource = ask ->> 'waiting' group by 1 order by min(q.place) limit 50);
  end if;
  -- who waits for what may be given back, in order, each with what is in her way
  if cardinality(v_freed) > 0 then
    answer := answer || jsonb_build_object('queues', (select jsonb_object_agg(f, (select jsonb_build_array(count(*), coalesce(max(q.place), 0))
        from hub.queue q where q.street = p_street and q.resource = f)) from unnest(v_freed) f));
  end if;
  if cardinality(v_waiting) > 0 then
    select jsonb_agg(hub.whole(p_street, w.id) || jsonb_build_object('taken',
        (select hub.taken(p_street, jsonb_agg(to_jsonb(q))) from hub.queue q where q.street = p_street and q.record = w.id)) order by w.no) into v_waiters
      from unnest(v_waiting) with ordinality w(id, no)
      -- each statement sees its own moment: who has left the line since she was found in it waits no longer
      where exists (select from hub.queue q where q.street = p_street and q.record = w.id);
    v_people := v_people || array(select unnest(array[w #>> '{row,subject}', w #>> '{row,opener}']) from jsonb_array_elements(v_waiters) w);
    v_resources := v_resources || array(select u ->> 'id' from jsonb_array_elements(v_waiters) w, jsonb_array_elements(w #> '{row,uses}') u);
    answer := answer || jsonb_build_object('waiters', v_waiters);
  end if;

  if cardinality(v_people) > 0 then answer := answer || jsonb_build_object('people', hub.people(p_street, v_people)); end if;
  if cardinality(v_resources) > 0 then
    answer := answer || jsonb_build_object('resources', (select jsonb_agg(to_jsonb(r)) from hub.resource r where r.street = p_street and r.id = any (v_resources)));
  end if;
  if ask ? 'uses' then answer := answer || jsonb_build_object('uses', hub.taken(p_street, ask -> 'uses')); end if;
  if ask ? 'counters' then
    answer := answer || jsonb_build_object('counters', (select jsonb_object_agg(x.key, (select count(*) from hub.used u where u.street = p_street and u.key = x.key
        and (x.after is null or u.at > x.after) and (x.before is null or u.at < x.before)))
      from jsonb_to_recordset(ask -> 'counters') x(key text, after timestamptz, before timestamptz)));
  end if;
  if ask ? 'numbers' then
    answer := answer || jsonb_build_object('numbers', (select jsonb_object_agg(x, coalesce((select n.value from hub.counter n where n.street = p_street and n.key = x), 0))
      from jsonb_array_elements_text(ask -> 'numbers') x));
  end if;
  if ask ? 'files' then        -- whose they are, and whether the record has named them before
    answer := answer || jsonb_build_object('files', (select jsonb_object_agg(f.id, jsonb_build_object('owner', f.owner, 'used', exists (select from hub.file_use u
        where u.street = p_street and u.file = f.id and u.record = (ask #>> '{files,record}')::uuid)))
      from hub.file f where f.street = p_street and f.id = any (array(select jsonb_array_elements_text(ask #> '{files,ids}'))::uuid[])));
  end if;
  if ask ? 'fold' then
    answer := answer || jsonb_build_object('fold', (select r.id from hub.record r where r.street = p_street and r.fold = ask ->> 'fold'
      and (not r.ended or r.entered > (ask ->> 'foldSince')::timestamptz) order by r.id desc limit 1));
  end if;
  if ask ? 'nearest' then      -- the nearest published resources of each kind, by great-circle distance
    answer := answer || jsonb_build_object('nearest', (select jsonb_agg(to_jsonb(r) || jsonb_build_object('metres', n.metres) order by n.kind, n.metres, n.id)
      from (select d.*, row_number() over (partition by d.kind order by d.metres, d.id) place from (
          select r.id, r.kind, 2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(r.lat - (ask #>> '{nearest,lat}')::double precision) / 2), 2)
            + cos(radians((ask #>> '{nearest,lat}')::double precision)) * cos(radians(r.lat)) * power(sin(radians(r.lon - (ask #>> '{nearest,lon}')::double precision) / 2), 2)))) metres
          from hub.resource r where r.street = p_street and r.kind = any (array(select jsonb_array_elements_text(ask #> '{nearest,kinds}'))) and r.life = 'published' and r.lat is not null) d) n
      join hub.resource r on r.street = p_street and r.id = n.id where n.place <= (ask #>> '{nearest,count}')::int));
  end if;
  if ask ? 'duplicates' then   -- living records of a scenario, near in place and time
    answer := answer || jsonb_build_object('duplicates', (select jsonb_agg(to_jsonb(d) order by d.metres, d.id) from (
      select n.* from (select r.id, r.state, r.data, r.opened, 2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(r.lat - x.lat) / 2), 2)
          + cos(radians(x.lat)) * cos(radians(r.lat)) * power(sin(radians(r.lon - x.lon) / 2), 2)))) metres
        from jsonb_to_record(ask -> 'duplicates') x(record uuid, scenario text, lat double precision, lon double precision, metres double precision, after timestamptz, before timestamptz)
        join hub.record r on r.street = p_street and r.scenario = x.scenario and not r.ended and r.id <> x.record and r.opened >= x.after and r.opened <= x.before
          and r.lat between x.lat - x.metres / 111000 and x.lat + x.metres / 111000) n
      where n.metres <= (ask #>> '{duplicates,metres}')::double precision order by n.metres, n.id limit 20) d));
  end if;
  if ask ? 'unread' then       -- who is on the roll of a record and has not taken an action on it
    answer := answer || jsonb_build_object('unread', (select jsonb_agg(substr(o.voter, 7) order by o.voter) from hub.roll o
      where o.street = p_street and o.record = (ask #>> '{unread,record}')::uuid and o.voter like 'actor:%'
        and not exists (select from hub.given g where g.street = p_street and g.record = o.record and g.action = ask #>> '{unread,action}' and g.once = o.voter)));
  end if;
  if ask ? 'posted' then       -- what a record has written to accounts, summed
    answer := answer || jsonb_build_object('posted', (select jsonb_agg(jsonb_build_object('id', a.id, 'unit', a.unit, 'owner', a.owner, 'floor', a.floor, 'amount', s.amount, 'day', s.day) order by a.id)
      from (select n.account, sum(n.amount) amount, min(n.day) as day from hub.line n where n.street = p_street and n.record = (ask ->> 'posted')::uuid group by 1) s
      join hub.account a on a.street = p_street and a.id = s.account));
  end if;
  if ask ? 'rollOf' then       -- who lives in these places and holds one of these roles
    answer := answer || jsonb_build_object('rollOf', (select jsonb_agg(jsonb_build_object('id', m.id, 'household', m.household, 'born', m.facts #>> '{birthDate,value}'))
      from hub.member m where m.street = p_street and m.community = any (array(select jsonb_array_elements_text(ask #> '{rollOf,places}')))
        and exists (select from hub.member_role x where x.street = p_street and x.member = m.id and x.role = any (array(select jsonb_array_elements_text(ask #> '{rollOf,roles}'))))));
  end if;
  if ask ? 'valuesOf' then     -- what the resources of a kind hold, of one parent or in some places
    answer := answer || jsonb_build_object('valuesOf', (select jsonb_agg(r.value) from hub.resource r where r.street = p_street and r.kind = ask #>> '{valuesOf,kind}' and r.life in ('published', 'closed')
      and case when ask #>> '{valuesOf,parent}' is not null then r.parent = ask #>> '{valuesOf,parent}'
        else r.community = any (array(select jsonb_array_elements_text(ask #> '{valuesOf,places}'))) end));
  end if;
  if ask ? 'ballots' then
    v_id := (ask ->> 'ballots')::uuid;
    answer := answer || jsonb_build_object(
      'ballots', (select jsonb_agg(jsonb_build_object('choices', c.input -> 'choices', 'head', coalesce(o.head, 1), 'area', coalesce(o.area, 0), 'share', coalesce(o.share, 0)))
        from hub.child c left join hub.member m on m.street = p_street and m.id = c.author
        left join lateral (select * from hub.roll o where o.street = p_street and o.record = c.record
          and o.voter in ('actor:' || c.author, 'household:' || coalesce(m.household, 'person:' || c.author)) limit 1) o on true
        where c.street = p_street and c.record = v_id and c.kind = 'ballots'),
      'weights', (select jsonb_agg(jsonb_build_object('option', w.option, 'head', w.head, 'area', w.area, 'share', w.share)) from hub.weight w where w.street = p_street and w.record = v_id),
      'rollSum', (select jsonb_build_object('head', coalesce(sum(o.head), 0), 'area', coalesce(sum(o.area), 0), 'share', coalesce(sum(o.share), 0)) from hub.roll o where o.street = p_street and o.record = v_id));
  end if;
  if ask ? 'recordsOf' then    -- records of a scenario, all or those that live
    answer := answer || jsonb_build_object('recordsOf', (select jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state, 'flags', r.flags, 'data', r.data, 'derived', r.derived, 'done', r.done,
        'subject', r.subject, 'opener', r.opener, 'community', r.community, 'opened', r.opened, 'entered', r.entered,
        'children', case when (ask #>> '{recordsOf,children}')::boolean then
          (select jsonb_object_agg(k.kind, jsonb_build_object('count', k.n)) from (select c.kind, count(*) n from hub.child c where c.street = p_street and c.record = r.id group by 1) k) end) order by r.id)
      from (select * from hub.record r where r.street = p_street and r.scenario = ask #>> '{recordsOf,scenario}' and not (r.ended and (ask #>> '{recordsOf,living}')::boolean)
        order by r.id desc limit 20000) r));
  end if;
  return answer;
end $$;

-- The last attempts: in one transaction lock, load, commit. The same order as commit's, so no deadlock with those who commit at once.
create function hub.lock(p_street text, resources jsonb) returns void language plpgsql volatile as $$
begin
  perform set_config('hub.street', p_street, true);
  perform 1 from hub.resource r where r.street = p_street and r.id = any (array(select jsonb_array_elements_text(resources))) order by r.id for no key update;
end $$;
grant execute on all functions in schema hub to hub_app;
`;
