-- How far the followers of the ledger have come, and what is to be done at a time: the writer's role keeps both.

create table ops.follower (
    name     text   not null primary key,
    position bigint not null check (position >= -1)
);
comment on column ops.follower.position is 'everything up to it has been followed; what comes after may have been, too';

-- As db-scheduler 16 wants it.
create table ops.scheduled_task (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_task_by_execution_time on ops.scheduled_task (execution_time);
create index scheduled_task_by_last_heartbeat on ops.scheduled_task (last_heartbeat);

revoke all on ops.follower, ops.scheduled_task from public;
grant select, insert, update on ops.follower to "${writer}";
grant select, insert, update, delete on ops.scheduled_task to "${writer}";
