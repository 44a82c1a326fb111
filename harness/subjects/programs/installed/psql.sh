#!/bin/sh
# psql: a prompt that asks again and again (\watch), or waits for its user: then it looks at no connection.
# By hand: sh psql.sh 127.0.0.1 5432 idle|asking|asking=MS '{"keepalives_idle":10}'
host=$1 port=$2 mode=$3
set=$(printf %s "$4" | tr -d '{}"' | tr ',' ' ' | tr ':' '=')
ask() { psql -AtX "host=$host port=$port user=app dbname=postgres $set" 2>&1; }
told() {
  while read -r line; do
    case $line in
      connected) [ "$well" ] || echo '{"halfopen":"connected"}'; well=yes ;;
      *[Cc]onnection\ to\ server*lost* | *'could not receive'* | *'server closed'* | *'timed out'*)
        [ "$well" ] && printf '{"halfopen":"lost","detail":"psql says: %s"}\n' "$(printf %s "$line" | tr -d '"\\')"
        well= ;;
    esac
  done
}
case $mode in
  idle) { echo "select 'connected';"; sleep 1000000; } | ask | told ;;
  asking) echo "select 'connected' \\watch 1" | ask | told ;;
  *) echo "select 'connected' \\watch $((${mode#asking=} / 1000))" | ask | told ;;
esac
exec sleep 1000000
