-- The same appends as before: with less to do under the lock, which is what all appends wait for; with a lock that is cheaper to take, at less
-- cost for the commit of a single event, and with an index less.
--
-- The last position appended at or before an instant, -1 where there is none, null where the instant is not over yet, is found by halving: times never go back from one position to the next, and positions have no gaps.
-- The index over the times was one of six that every event had to be put into.
create or replace function ledger.position_at(instant timestamptz)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
as $$
declare
    before bigint := -1; -- appended at or before the instant, if there is one
    after  bigint;       -- appended later, if there is one
    middle bigint;
    newest timestamptz;
begin
    select e.position, e.appended_at into after, newest from ledger.event e order by e.position desc limit 1;
    if newest is null or instant >= newest then
        -- An append in flight may have taken its time and not be visible.
        perform from ledger.head for share;
        if instant >= clock_timestamp() then
            return null;
        end if;
        select e.position, e.appended_at into after, newest from ledger.event e order by e.position desc limit 1;
        if newest is null then
            return -1;
        end if;
        if instant >= newest then
            return after;
        end if;
    end if;
    while after - before > 1 loop
        middle := (before + after) / 2;
        if (select e.appended_at from ledger.event e where e.position = middle) <= instant then
            before := middle;
        else
            after := middle;
        end if;
    end loop;
    return before;
end
$$;

drop index ledger.event_by_time;

-- Appends commits in order, each of which is stored as a whole or not at all. One row for each about which there is something to say, and
-- one without commit_place for all the others, which are stored now: their events follow each other from first_position on.
--
--   APPENDED  stored, from first_position on, at appended_at: now, or before, where exactly this commit was stored already
--   KNOWN     its command at that place was stored before, with other events: nothing is stored now
--   CONFLICT  its event at that place does not fit: nothing is stored. The reason: SEQUENCE_TAKEN, SEQUENCE_MISSING (the one before it
--             is not there) or EVENT_ID_REUSED
--
-- That a commit may be sent again is what resolves a broken connection: whichever of the two arrives first is stored, and both get the
-- same answer.
--
-- All is inserted at once, and the unique indexes say whether something is there twice; that no event comes before the one that it follows
-- is looked up before the lock, and afterwards where that was not enough.
-- Only where that fails, and has been undone, each commit is looked at: those that touch nothing in common, neither
-- with the ledger nor with an earlier one of the batch, are inserted by the same statements again, and whatever is in doubt goes through
-- ledger.append, one by one, in order. The plans are made once, for indexes.
create or replace function ledger.append_batch(
    sizes          integer[], -- of each commit: how many commands
    command_ids    uuid[],
    fingerprints   bytea[],
    counts         integer[], -- of each command: how many events
    results        bytea[],
    event_ids      uuid[],
    streams        text[],
    streamversions bigint[],
    types          text[],
    entries        bytea[])
    returns table (commit_place integer, outcome text, reason text, place integer, first_position bigint, appended_at timestamptz)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
as $$
declare
    commits  constant integer := cardinality(sizes);
    commands constant integer := cardinality(command_ids);
    events   constant integer := cardinality(event_ids);
    commit_of        integer[] := '{}'; -- of each command
    command_of       integer[] := '{}'; -- of each event
    last_commands    integer[] := '{}'; -- of each commit
    last_events      integer[] := '{}'; -- of each commit
    places           integer[] := '{}'; -- of each event that is to be stored at once: 1, 2, 3 …
    firsts           integer[] := '{}'; -- of each command, likewise: of its first event
    command          integer := 0;
    doubtful         integer[] := '{}';
    unsure           boolean; -- whether an event may come before the one that it follows
    leaves           bytea[]; -- of each event, where there are several
    looked           boolean := false;
    sure             integer;
    head             bigint;
    stamp            timestamptz;
    c1               integer;
    c2               integer;
    e1               integer;
    e2               integer;
    earlier          bigint;
    violated         text;
begin
    -- Under another isolation the look-ups below would not see what was committed while this waited for the lock, and without a
    -- synchronous commit the answer could be forgotten in a crash.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'the ledger is appended to under READ COMMITTED only';
    end if;
    if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
        raise exception 'the ledger is appended to with synchronous_commit = on only';
    end if;
    if commits = 0 or cardinality(fingerprints) <> commands or cardinality(counts) <> commands or cardinality(results) <> commands
        or cardinality(streams) <> events or cardinality(streamversions) <> events
        or cardinality(types) <> events or cardinality(entries) <> events
    then
        raise exception 'commits have commands and events, each with all of its parts';
    end if;
    if 0 > any (streamversions) then
        raise exception 'versions count up from 0';
    end if;

    if commands = commits and events = commits and 1 = all (sizes) and 1 = all (counts) then
        -- 1, 2, 3 … without a query.
        commit_of := array_positions(sizes, 1);
        command_of := commit_of;
        last_commands := commit_of;
        last_events := commit_of;
        places := commit_of;
        firsts := commit_of;
    else
        for i in 1 .. commits loop
            if sizes[i] < 1 then
                raise exception 'commit % has no command', i;
            end if;
            for j in 1 .. sizes[i] loop
                command := command + 1;
                if command > commands or counts[command] < 1 then
                    raise exception 'commit % has a command without events', i;
                end if;
                commit_of := commit_of || i;
                firsts := firsts || cardinality(command_of) + 1;
                for k in 1 .. counts[command] loop
                    command_of := command_of || command;
                    places := places || cardinality(command_of);
                end loop;
            end loop;
            last_commands := last_commands || command;
            last_events := last_events || cardinality(command_of);
        end loop;
        if command <> commands or cardinality(command_of) <> events then
            raise exception 'the commits count % commands and % events, and there are % and %',
                command, cardinality(command_of), commands, events;
        end if;
    end if;

    -- What needs no lock comes before it. What is there now stays there: an event whose predecessor is, or is the one before it in the batch,
    -- need not be looked at again.
    if events > 1 then
        select array_agg(sha256('\x00'::bytea || e.entry) order by e.place),
               coalesce(bool_or(
                   e.streamversion > 0
                   and (e.stream_before is distinct from e.stream or e.version_before is distinct from e.streamversion - 1)
                   and (select true from ledger.event x where x.stream = e.stream and x.streamversion = e.streamversion - 1) is null), false)
        into leaves, unsure
        from (
            select unnest(entries) as entry, unnest(places) as place, unnest(streams) as stream, unnest(streamversions) as streamversion,
                   unnest((null::text || streams)[1:events]) as stream_before,
                   unnest((null::bigint || streamversions)[1:events]) as version_before) e;
    end if;

    -- A lock on the row would be written to it, and to the log. This one conflicts with one on the
    -- row all the same, by which ledger.append and ledger.position_at wait.
    lock table ledger.head in exclusive mode;
    if events > 1 then
        select e.position, e.appended_at into head, stamp from ledger.event e order by e.position desc limit 1;
    else
        -- One statement, where the one event's predecessor costs less than to begin another.
        select last.position, last.appended_at,
               streamversions[1] > 0
                   and (select true from ledger.event x where x.stream = streams[1] and x.streamversion = streamversions[1] - 1) is null
        into head, stamp, unsure
        from (select) as one
        left join (select e.position, e.appended_at from ledger.event e order by e.position desc limit 1) as last on true;
    end if;
    head := coalesce(head, -1);
    stamp := greatest(clock_timestamp(), stamp);

    while cardinality(doubtful) < commits loop
        begin
            if events = 1 then
                if unsure then
                    raise foreign_key_violation;
                end if;
                -- The same as below for the usual commit under little load, whose plans are cheaper to begin.
                insert into ledger.event (position, event_id, stream, streamversion, type, command_id, bytes, leaf_hash, appended_at)
                values (head + 1, event_ids[1], streams[1], streamversions[1], types[1], command_ids[1],
                        case when octet_length(entries[1]) between 1 and 65535 then entries[1] end, sha256('\x00'::bytea || entries[1]), stamp);
                sure := 1;
                insert into ledger.command (id, fingerprint, first_position, count, result)
                values (command_ids[1], fingerprints[1], head + 1, 1, results[1]);
            else
                insert into ledger.event (position, event_id, stream, streamversion, type, command_id, bytes, leaf_hash, appended_at)
                select head + e.place, e.id, e.stream, e.streamversion, e.type, command_ids[e.command],
                       case when octet_length(e.entry) between 1 and 65535 then e.entry end, e.leaf, stamp
                from (
                    select unnest(event_ids) as id, unnest(streams) as stream, unnest(streamversions) as streamversion, unnest(types) as type,
                           unnest(command_of) as command, unnest(entries) as entry, unnest(leaves) as leaf, unnest(places) as place) e
                where e.place is not null;
                get diagnostics sure = row_count;

                insert into ledger.command (id, fingerprint, first_position, count, result)
                select c.id, c.fingerprint, head + c.first, c.count, c.result
                from (
                    select unnest(command_ids) as id, unnest(fingerprints) as fingerprint, unnest(counts) as count, unnest(results) as result,
                           unnest(firsts) as first) c
                where c.first is not null;

                -- Of those that have been looked at this is known.
                if unsure and not looked and exists (
                    select
                    from (select unnest(streams) as stream, unnest(streamversions) as streamversion, unnest(places) as place) e
                    where e.streamversion > 0
                      and coalesce(
                          (select x.position from ledger.event x where x.stream = e.stream and x.streamversion = e.streamversion - 1)
                              >= head + e.place,
                          true))
                then
                    raise foreign_key_violation;
                end if;
            end if;

            perform pg_notify('flankwatch_ledger', (head + sure)::text);
            outcome := 'APPENDED';
            first_position := head + 1;
            appended_at := stamp;
            return next;
            exit;
        exception when unique_violation or foreign_key_violation then
            if looked then
                raise;
            end if;
        end;

        looked := true;
        -- Streams have no gaps, so only the first event of each stream has to be looked up; the rest follow on from it. Each look-up is a
        -- scalar subquery and not an "exists", which the planner may answer by hashing the whole table: cheap while it is empty, when the
        -- plan is made.
        select coalesce(array_agg(distinct d.commit order by d.commit), '{}') into doubtful
        from (
            select e.commit
            from (
                select u.id, u.stream, u.streamversion, commit_of[u.command] as commit,
                       row_number() over (partition by u.id order by u.place) as nth,
                       lag(u.streamversion) over s as before,
                       lag(commit_of[u.command]) over s as before_of
                from unnest(event_ids, streams, streamversions, command_of) with ordinality u(id, stream, streamversion, command, place)
                window s as (partition by u.stream order by u.place)) e
            where e.nth > 1
               or (select true from ledger.event x where x.event_id = e.id)
               or case when e.before is null
                       then (select true from ledger.event x where x.stream = e.stream and x.streamversion = e.streamversion)
                            or e.streamversion > 0 and
                               (select true from ledger.event x where x.stream = e.stream and x.streamversion = e.streamversion - 1) is null
                       else e.before_of <> e.commit or e.streamversion <> e.before + 1 end
            union all
            select c.commit
            from (
                select u.id, commit_of[u.place] as commit, row_number() over (partition by u.id order by u.place) as nth
                from unnest(command_ids) with ordinality u(id, place)) c
            where c.nth > 1 or (select true from ledger.command x where x.id = c.id)) d;

        places := array(
            select case when commit_of[e.command] <> all (doubtful)
                        then count(*) filter (where commit_of[e.command] <> all (doubtful)) over (order by e.place) end
            from unnest(command_of) with ordinality e(command, place)
            order by e.place);
        firsts := array(
            select case when commit_of[c.place] <> all (doubtful)
                        then sum(c.count) filter (where commit_of[c.place] <> all (doubtful)) over (order by c.place) - c.count + 1 end
            from unnest(counts) with ordinality c(count, place)
            order by c.place);
    end loop;

    foreach commit_place in array doubtful loop
        c1 := case commit_place when 1 then 1 else last_commands[commit_place - 1] + 1 end;
        c2 := last_commands[commit_place];
        e1 := case commit_place when 1 then 1 else last_events[commit_place - 1] + 1 end;
        e2 := last_events[commit_place];

        select x.position, x.appended_at into earlier, stamp from ledger.event x where x.event_id = event_ids[e1];
        if found and not exists (
            select
            from unnest(event_ids[e1:e2], command_of[e1:e2], entries[e1:e2]) with ordinality u(id, command, entry, place)
            left join ledger.event x on x.position = earlier + u.place - 1
            where x.event_id is distinct from u.id
               or x.command_id is distinct from command_ids[u.command]
               or x.bytes is distinct from u.entry)
        then
            return query select commit_place, 'APPENDED', null::text, null::integer, earlier, stamp;
        else
            begin
                return query
                    select commit_place, a.outcome, a.reason, a.place, a.first_position, a.appended_at
                    from ledger.append(
                        command_ids[c1:c2], fingerprints[c1:c2], counts[c1:c2], results[c1:c2],
                        event_ids[e1:e2], streams[e1:e2], streamversions[e1:e2], types[e1:e2], entries[e1:e2]) a;
            exception when unique_violation then
                -- One id twice within one commit is all that the look-ups under the lock leave.
                get stacked diagnostics violated = constraint_name;
                if violated <> 'event_event_id_key' then
                    raise;
                end if;
                return query select commit_place, 'CONFLICT', 'EVENT_ID_REUSED', 1, null::bigint, null::timestamptz;
            end;
        end if;
    end loop;
end
$$;
