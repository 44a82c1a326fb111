#!/bin/bash
# ssh: a session in which nothing happens, or in which something is typed each second. It does not connect again by itself.
# By hand: bash ssh.sh 127.0.0.1 22 idle|asking|asking=MS '{"ServerAliveInterval":10}'
host=$1 port=$2 mode=$3
set=$(printf %s "$4" | tr -d '{}"' | tr ',' '\n' | sed -n 's/^\([A-Za-z]*\):\(.*\)/-o \1=\2/p')
key=${HALFOPEN_SSH_KEY:?names the private key}
pause=1000000
case $mode in asking) pause=1 ;; asking=*) pause=$((${mode#asking=} / 1000)) ;; esac
while :; do echo answer; sleep "$pause"; done |
  ssh -T -p "$port" -i "$key" -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR $set "$(id -un)@$host" cat 2>&1 |
  while read -r line; do
    took=$((SECONDS - ${last:-$SECONDS} - pause)) last=$SECONDS
    case $line in
      answer)
        if [ -z "$well" ]; then echo '{"halfopen":"connected"}'; elif [ $took -gt 2 ]; then echo "{\"halfopen\":\"traffic\",\"detail\":\"an answer after $took s\"}"; fi
        well=yes ;;
      *) [ -z "$told" ] && printf '{"halfopen":"lost","detail":"ssh says: %s"}\n' "$(printf %s "$line" | tr -d '"\\\r')"; told=yes well= ;;
    esac
  done
exec sleep 1000000
