#!/bin/sh
# Prints everything that happens, as it happens: sh sse-orders.sh http://127.0.0.1:8080 <API key>
exec curl -sSN --fail-with-body -H "Authorization: Bearer $2" "$1/v1/stream?rooms=admin&after=0"
