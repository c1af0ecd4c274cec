#!/bin/sh
# docker-compose.yml against the published schema and, where docker-compose is installed, by docker-compose itself.
set -eu
check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
for name in $(grep -o '\${[A-Z_]*:?' docker-compose.yml | tr -dc 'A-Z_\n' | sort -u); do
    export "$name=throwaway"
done
if command -v docker-compose >/dev/null; then
    docker-compose -f docker-compose.yml config --quiet && echo "ok -- docker-compose config"
elif docker compose version >/dev/null 2>&1; then
    docker compose -f docker-compose.yml config --quiet && echo "ok -- docker compose config"
else
    echo "no docker-compose here: checked against the schema alone"
fi
