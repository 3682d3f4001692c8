#!/bin/sh
# Run once by the image of PostgreSQL, in an empty database: the role and the database of the house.
set -eu
psql --username=postgres --set=ON_ERROR_STOP=1 --set=password="$(cat "$DATABASE_PASSWORD_FILE")" <<'SQL'
CREATE ROLE factcheck LOGIN PASSWORD :'password';
CREATE DATABASE factcheck OWNER factcheck;
SQL
