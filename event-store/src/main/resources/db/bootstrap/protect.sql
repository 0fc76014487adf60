-- What only an administrator can make: event triggers that keep the owner, too, from altering, renaming or dropping anything of the ledger, or of
-- what is recorded beside it (schema ops, where there is one).
--
-- Objects are known by their oids, so that no other name hides them. Run as a superuser in the ledger's database after each migration; running
-- it again is harmless. A migration that changes what is there needs open.sql before. A superuser is not kept from anything: only found out, by `ledger check`.

create schema if not exists ledger_guard;
grant usage on schema ledger_guard to public;

create table if not exists ledger_guard.protected (
    classid oid  not null,
    objid   oid  not null,
    name    text not null,
    primary key (classid, objid)
);
grant select on ledger_guard.protected to public;

create or replace function ledger_guard.refuse() returns event_trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    offended text;
begin
    if (select r.rolsuper from pg_roles r where r.rolname = session_user) then
        return;
    end if;
    if tg_event = 'sql_drop' then
        select p.name into offended
        from pg_event_trigger_dropped_objects() d
        join ledger_guard.protected p on p.classid = d.classid and p.objid = d.objid
        limit 1;
    else
        select p.name into offended
        from pg_event_trigger_ddl_commands() d
        left join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid
        left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
        left join pg_policy  q on d.classid = 'pg_policy'::regclass and q.oid = d.objid
        join ledger_guard.protected p
            on p.classid = d.classid and p.objid = d.objid
            or p.classid = 'pg_class'::regclass and p.objid in (t.tgrelid, r.ev_class, q.polrelid)
        limit 1;
    end if;
    if offended is not null then
        raise exception 'what is recorded only grows: % would change %', tg_tag, offended using errcode = 'restrict_violation';
    end if;
end
$$;
revoke all on function ledger_guard.refuse() from public;

-- ledger.redact acts as the one role that may replace bytes: neither as the owner nor as a service.
do $$
declare
    redactor name;
begin
    select a.grantee::regrole::text into redactor
    from pg_attribute b, aclexplode(b.attacl) a
    where b.attrelid = to_regclass('ledger.event') and b.attname = 'bytes' and a.privilege_type = 'UPDATE';
    if found then
        execute format('alter function ledger.redact(bigint, bytea) owner to %s', redactor);
    end if;
end
$$;

begin;
truncate ledger_guard.protected;
insert into ledger_guard.protected
select 'pg_namespace'::regclass, n.oid, 'schema ' || n.nspname from pg_namespace n where n.nspname in ('ledger', 'ops')
union all
select 'pg_class'::regclass, c.oid, c.oid::regclass::text from pg_class c
where c.relnamespace in ('ledger'::regnamespace, to_regnamespace('ops')) and c.relname not like 'flyway%'
union all
select 'pg_proc'::regclass, f.oid, f.oid::regprocedure::text from pg_proc f where f.pronamespace in ('ledger'::regnamespace, to_regnamespace('ops'))
union all
select 'pg_trigger'::regclass, t.oid, 'trigger ' || t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
where c.relnamespace in ('ledger'::regnamespace, to_regnamespace('ops')) and not t.tgisinternal;
commit;

drop event trigger if exists ledger_is_not_altered;
drop event trigger if exists ledger_is_not_dropped;
create event trigger ledger_is_not_altered on ddl_command_end execute function ledger_guard.refuse();
create event trigger ledger_is_not_dropped on sql_drop execute function ledger_guard.refuse();
alter event trigger ledger_is_not_altered enable always;
alter event trigger ledger_is_not_dropped enable always;
