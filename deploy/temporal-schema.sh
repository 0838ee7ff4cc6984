#!/bin/sh
# Creates Temporal's two databases and updates their schemas to this server's version. Running it again changes nothing.
set -eu
for database in temporal temporal_visibility; do
  tool() { temporal-sql-tool --plugin postgres12 --ep postgres -u temporal -p 5432 --db "$database" "$@"; }
  tool create
  tool setup-schema -v 0.0
  tool update-schema -d "/etc/temporal/schema/postgresql/v12/${database#temporal_}/versioned"
done
