#!/bin/bash
# psql: a prompt that asks again and again (\watch), or waits for its user: then it looks at no connection.
# By hand: bash psql.sh 127.0.0.1 5432 idle|asking|asking=MS '{"keepalives_idle":10}'
host=$1 port=$2 mode=$3
set=$(printf %s "$4" | tr -d '{}"' | tr ',' ' ' | tr ':' '=')
pause=1
[[ $mode = asking=* ]] && pause=$((${mode#asking=} / 1000))
ask() { psql -AtX "host=$host port=$port user=app dbname=postgres $set" 2>&1; }
told() {
  last=$SECONDS
  while read -r line; do
    took=$((SECONDS - last - pause)) last=$SECONDS
    case $line in
      connected)
        if [ -z "$well" ]; then echo '{"halfopen":"connected"}'; elif [ $took -gt 2 ]; then echo "{\"halfopen\":\"traffic\",\"detail\":\"an answer after $took s\"}"; fi
        well=yes ;;
      *[Cc]onnection\ to\ server*lost* | *'could not receive'* | *'server closed'* | *'timed out'*)
        [ "$well" ] && printf '{"halfopen":"lost","detail":"psql says: %s"}\n' "$(printf %s "$line" | tr -d '"\\')"
        well= ;;
    esac
  done
}
if [ "$mode" = idle ]; then
  { echo "select 'connected';"; sleep 1000000; } | ask | told
else
  echo "select 'connected' \\watch $pause" | ask | told
fi
exec sleep 1000000
