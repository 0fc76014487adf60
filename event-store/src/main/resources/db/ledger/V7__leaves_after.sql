-- What whoever follows the ledger asks for whenever something was appended: the entries after a position, at most as many as fit into one row, each column
-- in one value, as the services' LeafRows say. Nulls where there are none.
--
-- Planned once in a connection, since planning it each time took seven times as long as answering it; and for the index of positions, so that no plan
-- made for a small ledger can be one that goes through all of a large one.
create function ledger.leaves_after(
    after bigint, most integer, out places bytea, out bytes bytea, out leaves bytea, out times bytea)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_bitmapscan = off
    set plan_cache_mode = force_generic_plan
as $$
begin
    -- Aggregates take what a limit gives them, in its order.
    select string_agg(int8send(e.position * 65536 + octet_length(e.bytes)), ''), string_agg(e.bytes, ''),
           string_agg(e.leaf_hash, ''), string_agg(timestamptz_send(e.appended_at), '')
    into places, bytes, leaves, times
    from (
        select x.position, x.bytes, x.leaf_hash, x.appended_at
        from ledger.event x where x.position > after order by x.position limit most) e;
end
$$;

revoke all on function ledger.leaves_after(bigint, integer) from public;
grant execute on function ledger.leaves_after(bigint, integer) to "${service}";
