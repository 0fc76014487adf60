-- The keys under which what entries say about persons is sealed, one for each person, wrapped by a key that is nowhere in this database.
--
-- Nobody but the owner may read or change the table: the writer's role gets the key of one person, or makes it, or destroys it; the reader's role gets
-- the keys of persons whom it names. Where a key was destroyed its row stays, so that the person never gets another one.

create table ops.person_key (
    person_id uuid   not null primary key,
    wrapped   bytea,
    erased_at bigint check (erased_at >= 0),
    check ((wrapped is null) = (erased_at is not null))
);
comment on column ops.person_key.wrapped is 'absent where it was destroyed';
comment on column ops.person_key.erased_at is 'the position in the ledger of what it was destroyed for';

-- The key that holds for a person: the first one that was offered by anybody, or none where it was destroyed.
create function ops.person_key(person uuid, offered bytea) returns bytea
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ops.person_key (person_id, wrapped) values (person, offered) on conflict (person_id) do nothing;
    -- A statement of its own, which sees what whoever came first has committed.
    return (select k.wrapped from ops.person_key k where k.person_id = person);
end
$$;

create function ops.person_keys(persons uuid[]) returns table (person_id uuid, wrapped bytea)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select k.person_id, k.wrapped from ops.person_key k where k.person_id = any(persons) and k.wrapped is not null
$$;

-- Destroys a person's key, or sees to it that there will never be one.
create function ops.erase_person(person uuid, at bigint) returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ops.person_key as k (person_id, erased_at) values (person, at)
    on conflict (person_id) do update set wrapped = null, erased_at = excluded.erased_at where k.wrapped is not null;
    return found;
end
$$;

revoke all on ops.person_key from public;
revoke all on function ops.person_key(uuid, bytea), ops.person_keys(uuid[]), ops.erase_person(uuid, bigint) from public;
grant execute on function ops.person_key(uuid, bytea), ops.erase_person(uuid, bigint) to "${writer}";
grant execute on function ops.person_keys(uuid[]) to "${reader}";
