-- The one exception to "a stored event is never changed": text that should never have been recorded is taken out.
--
-- The bytes of an event may be replaced by what an event io.flankwatch.entry.redacted.v1 of the same stream, recorded after it, names as its residue,
-- and by nothing else; its position and its leaf hash stay. Only ledger.redact does it, which belongs to a role of its own that nobody logs in as:
-- neither the services nor the owner may update anything. (An administrator gives it to that role, protect.sql, since the owner must not be able to
-- act as it. Until then every redaction is refused.)

create index event_redactions on ledger.event (position) where type = 'io.flankwatch.entry.redacted.v1';

create or replace function ledger.refuse() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Row by row, event_becomes_its_residue has the last word.
    if tg_op = 'UPDATE' and tg_relid = 'ledger.event'::regclass
        and current_user = (
            select r.rolname
            from pg_proc f join pg_class c on c.oid = tg_relid and c.relowner <> f.proowner join pg_roles r on r.oid = f.proowner
            where f.oid = 'ledger.redact(bigint, bytea)'::regprocedure)
    then
        return null;
    end if;
    raise exception 'the ledger only grows: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

-- Whoever updates, and by whatever way.
create function ledger.keep_but_residue() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
as $$
declare
    named text;
begin
    select x.residue ->> 'sha256' into named
    from ledger.event r
    cross join lateral json_array_elements(convert_from(r.bytes, 'UTF8')::json -> 'data' -> 'residues') x(residue)
    where r.stream = old.stream and r.type = 'io.flankwatch.entry.redacted.v1' and r.position > old.position
        and (x.residue ->> 'position')::bigint = old.position
    order by r.position desc limit 1;
    if named is distinct from encode(sha256(new.bytes), 'hex')
        or old.type = 'io.flankwatch.entry.redacted.v1'
        or (new.position, new.event_id, new.stream, new.streamversion, new.type, new.command_id, new.leaf_hash, new.appended_at)
            is distinct from (old.position, old.event_id, old.stream, old.streamversion, old.type, old.command_id, old.leaf_hash, old.appended_at)
    then
        raise exception 'the ledger only grows: position % may become what a redaction of it names, and nothing else', old.position
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger event_becomes_its_residue before update on ledger.event
    for each row execute function ledger.keep_but_residue();
alter table ledger.event enable always trigger event_becomes_its_residue;

-- Replaces the bytes of an event by its residue. Done again, it changes nothing.
--
-- True where it was done now.
create function ledger.redact(place bigint, residue bytea)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update ledger.event e set bytes = residue where e.position = place and e.bytes <> residue;
    return found;
end
$$;

revoke all on function ledger.keep_but_residue() from public;
revoke all on function ledger.redact(bigint, bytea) from public;
grant execute on function ledger.redact(bigint, bytea) to "${service}";
grant usage on schema ledger to "${redactor}";
grant select, update (bytes) on ledger.event to "${redactor}";
