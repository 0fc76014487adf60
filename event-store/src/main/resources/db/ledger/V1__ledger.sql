-- The ledger: events in one gapless order, and the commands that caused them.
--
-- Everything here belongs to the role that migrates. The services' role reads, and appends through ledger.append; it can do nothing else.

create table ledger.event (
    position      bigint      not null primary key check (position >= 0),
    event_id      uuid        not null unique,
    stream        text        collate "C" not null,
    streamversion bigint      not null check (streamversion >= 0),
    type          text        collate "C" not null,
    command_id    uuid        not null,
    bytes         bytea       not null check (octet_length(bytes) between 1 and 65535),
    leaf_hash     bytea       not null check (octet_length(leaf_hash) = 32),
    appended_at   timestamptz not null,
    unique (stream, streamversion)
);
create index event_by_type on ledger.event (stream, type, position);
create index event_by_time on ledger.event (appended_at);

comment on column ledger.event.position is '0, 1, 2 … without a gap, in commit order';
comment on column ledger.event.bytes is 'the envelope, exactly as it is sent to everybody; the other columns are for look-ups';
comment on column ledger.event.leaf_hash is 'SHA-256 of a zero byte and the bytes: the leaf of RFC 6962';
comment on column ledger.event.appended_at is 'of the whole commit; never earlier than that of the event before';

create table ledger.command (
    id             uuid    not null primary key,
    fingerprint    bytea   not null,
    first_position bigint  not null check (first_position >= 0),
    count          integer not null check (count > 0),
    result         bytea   not null
);

-- One row, locked by whoever appends and never updated: a row that is updated grows slow behind any long-running reader.
create table ledger.head (
    one       boolean not null primary key default true check (one),
    ledger_id uuid    not null default gen_random_uuid()
);
insert into ledger.head default values;

create function ledger.refuse() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'the ledger only grows: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger event_only_grows before update or delete or truncate on ledger.event
    for each statement execute function ledger.refuse();
create trigger command_only_grows before update or delete or truncate on ledger.command
    for each statement execute function ledger.refuse();
create trigger head_stays before insert or update or delete or truncate on ledger.head
    for each statement execute function ledger.refuse();
alter table ledger.event enable always trigger event_only_grows;
alter table ledger.command enable always trigger command_only_grows;
alter table ledger.head enable always trigger head_stays;

-- Appends one commit: its commands in order, each with the count of its events, and its events in order. All or nothing.
--
--   APPENDED  stored, from first_position on, at appended_at
--   KNOWN     the command at that place was stored before: nothing is stored now
--   CONFLICT  the event at that place does not fit: nothing is stored. The reason: SEQUENCE_TAKEN, SEQUENCE_MISSING (the one before it
--             is not there) or EVENT_ID_REUSED
--
-- Every decision is a probe of an index, whatever the tables' size was when the plans were made: hence enable_seqscan.
create function ledger.append(
    command_ids    uuid[],
    fingerprints   bytea[],
    counts         integer[],
    results        bytea[],
    event_ids      uuid[],
    streams        text[],
    streamversions bigint[],
    types          text[],
    entries        bytea[])
    returns table (outcome text, reason text, place integer, first_position bigint, appended_at timestamptz)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
as $$
declare
    commands constant integer := cardinality(command_ids);
    events   constant integer := cardinality(event_ids);
    owners   uuid[] := '{}';
    item     record;
    last     record;
    next     bigint;
    stamp    timestamptz;
begin
    -- Under another isolation the look-ups below would not see what was committed while this waited for the lock, and without a
    -- synchronous commit the answer could be forgotten in a crash.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'the ledger is appended to under READ COMMITTED only';
    end if;
    if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
        raise exception 'the ledger is appended to with synchronous_commit = on only';
    end if;
    if commands = 0 or events = 0
        or cardinality(fingerprints) <> commands or cardinality(counts) <> commands or cardinality(results) <> commands
        or cardinality(streams) <> events or cardinality(streamversions) <> events
        or cardinality(types) <> events or cardinality(entries) <> events
    then
        raise exception 'a commit has commands and events, each with all of its parts';
    end if;
    for i in 1 .. commands loop
        owners := owners || array_fill(command_ids[i], array[counts[i]]);
    end loop;
    if cardinality(owners) <> events then
        raise exception 'the commands of a commit count % events, and it has %', cardinality(owners), events;
    end if;

    perform from ledger.head for update;

    for i in 1 .. commands loop
        if exists (select from ledger.command c where c.id = command_ids[i]) then
            return query select 'KNOWN', null::text, i, null::bigint, null::timestamptz;
            return;
        end if;
    end loop;

    for item in
        select e.place::integer, e.id, e.stream, e.streamversion,
               lag(e.streamversion) over (partition by e.stream order by e.place) as before
        from unnest(event_ids, streams, streamversions) with ordinality e(id, stream, streamversion, place)
        order by e.place
    loop
        -- Streams have no gaps, so only the first event of each stream has to be looked up; the rest follow on from it.
        reason := case
            when item.before is not null then
                case when item.streamversion <= item.before then 'SEQUENCE_TAKEN'
                     when item.streamversion > item.before + 1 then 'SEQUENCE_MISSING' end
            when exists (select from ledger.event x where x.stream = item.stream and x.streamversion = item.streamversion)
                then 'SEQUENCE_TAKEN'
            when item.streamversion > 0 and not exists
                (select from ledger.event x where x.stream = item.stream and x.streamversion = item.streamversion - 1)
                then 'SEQUENCE_MISSING'
            end;
        if reason is null and exists (select from ledger.event x where x.event_id = item.id) then
            reason := 'EVENT_ID_REUSED';
        end if;
        if reason is not null then
            return query select 'CONFLICT', reason, item.place, null::bigint, null::timestamptz;
            return;
        end if;
    end loop;

    select e.position, e.appended_at into last from ledger.event e order by e.position desc limit 1;
    next := coalesce(last.position + 1, 0);
    stamp := greatest(clock_timestamp(), last.appended_at);

    insert into ledger.event (position, event_id, stream, streamversion, type, command_id, bytes, leaf_hash, appended_at)
    select next + e.place - 1, e.id, e.stream, e.streamversion, e.type, e.owner, e.entry, sha256('\x00'::bytea || e.entry), stamp
    from unnest(event_ids, streams, streamversions, types, owners, entries)
        with ordinality e(id, stream, streamversion, type, owner, entry, place);

    insert into ledger.command (id, fingerprint, first_position, count, result)
    select c.id, c.fingerprint, next + sum(c.count) over (order by c.place) - c.count, c.count, c.result
    from unnest(command_ids, fingerprints, counts, results) with ordinality c(id, fingerprint, count, result, place);

    perform pg_notify('flankwatch_ledger', (next + events - 1)::text);
    return query select 'APPENDED', null::text, null::integer, next, stamp;
end
$$;

-- The last position appended at or before an instant; -1 where there is none, null where the instant is not over yet.
--
-- An append in flight may have taken its time and not be visible: an instant that it could fall on is resolved behind its lock, so that
-- the answer is the same for ever.
create function ledger.position_at(instant timestamptz)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
as $$
declare
    newest timestamptz;
begin
    select e.appended_at into newest from ledger.event e order by e.position desc limit 1;
    if newest is null or instant >= newest then
        perform from ledger.head for share;
        if instant >= clock_timestamp() then
            return null;
        end if;
    end if;
    return coalesce(
        (select e.position from ledger.event e where e.appended_at <= instant order by e.appended_at desc, e.position desc limit 1), -1);
end
$$;

revoke all on schema ledger from public;
revoke all on all tables in schema ledger from public;
revoke all on all functions in schema ledger from public;
grant usage on schema ledger to "${service}";
grant select on ledger.event, ledger.command, ledger.head to "${service}";
grant execute on function ledger.append(uuid[], bytea[], integer[], bytea[], uuid[], text[], bigint[], text[], bytea[]) to "${service}";
grant execute on function ledger.position_at(timestamptz) to "${service}";
