#!/usr/bin/env bash
# Makes the roles of docs/operations.md and the ledger's database, with the passwords of compose/secrets, when PostgreSQL first starts on empty data.
set -euo pipefail
psql -q -v ON_ERROR_STOP=1 -U postgres \
    -v owner="$(cat /run/secrets/ledger-owner)" \
    -v service="$(cat /run/secrets/ledger-service)" \
    -v writer="$(cat /run/secrets/ops-writer)" \
    -v reader="$(cat /run/secrets/ops-reader)" \
    -v recorder="$(cat /run/secrets/ops-recorder)" <<'SQL'
create role flankwatch_owner login password :'owner';
create role flankwatch_service login password :'service';
create role flankwatch_ops login password :'writer';
create role flankwatch_ops_reader login password :'reader';
create role flankwatch_ops_recorder login password :'recorder';
create role flankwatch_redactor;
create database flankwatch owner flankwatch_owner;
revoke all on database flankwatch from public;
grant connect on database flankwatch to flankwatch_service, flankwatch_ops, flankwatch_ops_reader, flankwatch_ops_recorder;
SQL
