-- What is recorded beside the ledger: refused writes, which are no facts of a case.
--
-- Everything here belongs to the role that migrates. The writer's role adds and reads, the reader's role reads; neither can do anything else, and
-- both have nothing on the ledger.

create table ops.refusal (
    number    bigint      not null primary key check (number >= 0),
    id        uuid        not null unique,
    at        timestamptz not null,
    subject   text        not null,
    client_id text        not null,
    method    text        not null,
    path      text,
    case_id   uuid,
    command   text,
    code      text        not null,
    pointers  text[]      not null,
    trace_id  text
);
create index refusal_by_case on ops.refusal (case_id, number);
create index refusal_by_subject on ops.refusal (subject, number);
create index refusal_by_code on ops.refusal (code, number);

comment on column ops.refusal.number is '0, 1, 2 … without a gap, in commit order';
comment on column ops.refusal.at is 'by the clock of this database; never earlier than that of the row before';
comment on column ops.refusal.path is 'the template, with the names of its variables and not their values';
comment on column ops.refusal.pointers is 'JSON pointers to the members at fault; names that the API does not know are left out';

-- One row, locked by whoever records a refusal and never updated.
create table ops.head (
    one boolean not null primary key default true check (one)
);
insert into ops.head default values;

-- Numbers are given under the lock that is held until the commit: who has read up to one misses none before it.
create function ops.number_refusal() returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    last record;
begin
    perform from ops.head for update;
    select r.number, r.at into last from ops.refusal r order by r.number desc limit 1;
    new.number := coalesce(last.number + 1, 0);
    new.at := greatest(clock_timestamp(), last.at);
    return new;
end
$$;

create function ops.refuse() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'records only grow: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger refusal_is_numbered before insert on ops.refusal
    for each row execute function ops.number_refusal();
create trigger refusal_only_grows before update or delete or truncate on ops.refusal
    for each statement execute function ops.refuse();
create trigger head_stays before insert or update or delete or truncate on ops.head
    for each statement execute function ops.refuse();
alter table ops.refusal enable always trigger refusal_is_numbered;
alter table ops.refusal enable always trigger refusal_only_grows;
alter table ops.head enable always trigger head_stays;

revoke all on schema ops from public;
revoke all on all tables in schema ops from public;
revoke all on all functions in schema ops from public;
grant usage on schema ops to "${writer}", "${reader}";
grant select, insert on ops.refusal to "${writer}";
grant select on ops.refusal to "${reader}";
