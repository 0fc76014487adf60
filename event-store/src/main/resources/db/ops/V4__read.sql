-- Who read what: beside the ledger, as refusals are. A role of its own adds to it, and can do nothing else.

create table ops.read (
    number      bigint      not null primary key check (number >= 0),
    id          uuid        not null unique,
    recorded_at timestamptz not null,
    at          timestamptz not null,
    subject     text        not null,
    client_id   text        not null,
    method      text        not null,
    path        text        not null,
    case_id     uuid,
    position    bigint,
    purpose     text,
    status      int         not null,
    trace_id    text
);
create index read_by_case on ops.read (case_id, number);
create index read_by_subject on ops.read (subject, number);
create index read_by_time on ops.read (at, number);

comment on column ops.read.number is '0, 1, 2 … without a gap, in commit order';
comment on column ops.read.recorded_at is 'by the clock of this database; never earlier than that of the row before';
comment on column ops.read.at is 'by the clock of the service that was asked, as it answered';
comment on column ops.read.path is 'the template, with the names of its variables and not their values';
comment on column ops.read.position is 'what the answer reflects; absent where it is not of a position';
comment on column ops.read.purpose is 'as the reader has stated it';

-- One row, locked by whoever records reads and never updated: neither waits for who records refusals.
create table ops.read_head (
    one boolean not null primary key default true check (one)
);
insert into ops.read_head default values;

-- Numbers are given under the lock that is held until the commit: who has read up to one misses none before it.
create function ops.number_read() returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    last record;
begin
    perform from ops.read_head for update;
    select r.number, r.recorded_at into last from ops.read r order by r.number desc limit 1;
    new.number := coalesce(last.number + 1, 0);
    new.recorded_at := greatest(clock_timestamp(), last.recorded_at);
    return new;
end
$$;

create trigger read_is_numbered before insert on ops.read
    for each row execute function ops.number_read();
create trigger read_only_grows before update or delete or truncate on ops.read
    for each statement execute function ops.refuse();
create trigger read_head_stays before insert or update or delete or truncate on ops.read_head
    for each statement execute function ops.refuse();
alter table ops.read enable always trigger read_is_numbered;
alter table ops.read enable always trigger read_only_grows;
alter table ops.read_head enable always trigger read_head_stays;

revoke all on ops.read, ops.read_head from public;
revoke all on function ops.number_read() from public;
grant usage on schema ops to "${recorder}";
grant insert on ops.read to "${recorder}";
grant select on ops.read to "${reader}";
