-- Appends a commit of one command with one event, as most are under little load, at less cost than ledger.append_batch, most of whose statements
-- and expressions are for many, and are made ready again in each transaction.
--
-- Nulls where it does not simply come next: nothing is stored then, and ledger.append_batch tells why, or stores it.
create function ledger.append_one(
    command_id    uuid,
    fingerprint   bytea,
    result        bytea,
    event_id      uuid,
    stream        text,
    streamversion bigint,
    type          text,
    entry         bytea,
    out first_position bigint,
    out appended_at    timestamptz)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
as $$
begin
    -- See ledger.append_batch.
    if current_setting('transaction_isolation') <> 'read committed' or current_setting('synchronous_commit') not in ('on', 'remote_apply') then
        raise exception 'the ledger is appended to under READ COMMITTED and with synchronous_commit = on only';
    end if;

    lock table ledger.head in exclusive mode;
    -- What is looked up here stays so until this has committed: whoever appends waits for the lock.
    with last as (
        select e.position, e.appended_at from ledger.event e order by e.position desc limit 1),
    placed as (
        insert into ledger.event as e (position, event_id, stream, streamversion, type, command_id, bytes, leaf_hash, appended_at)
        select coalesce(last.position, -1) + 1, append_one.event_id, append_one.stream, append_one.streamversion, append_one.type, append_one.command_id,
               case when octet_length(append_one.entry) between 1 and 65535 then append_one.entry end, sha256('\x00'::bytea || append_one.entry),
               greatest(clock_timestamp(), last.appended_at)
        from (select) as one
        left join last on true
        where coalesce(
                  (select x.streamversion from ledger.event x where x.stream = append_one.stream order by x.streamversion desc limit 1), -1)
                  = append_one.streamversion - 1
          and (select true from ledger.event x where x.event_id = append_one.event_id) is null
          and (select true from ledger.command c where c.id = append_one.command_id) is null
        returning e.position, e.appended_at),
    named as (
        insert into ledger.command (id, fingerprint, first_position, count, result)
        select append_one.command_id, append_one.fingerprint, placed.position, 1, append_one.result from placed)
    select placed.position, placed.appended_at
    into append_one.first_position, append_one.appended_at
    from placed, pg_notify('flankwatch_ledger', placed.position::text);
end
$$;

revoke all on function ledger.append_one(uuid, bytea, bytea, uuid, text, bigint, text, bytea) from public;
grant execute on function ledger.append_one(uuid, bytea, bytea, uuid, text, bigint, text, bytea) to "${service}";
