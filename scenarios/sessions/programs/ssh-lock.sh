#!/bin/bash
# A lock of flock(1) on a server, held by a command over ssh for as long as its session lasts. By hand: HALFOPEN_SSH_KEY=key bash ssh-lock.sh 127.0.0.1 22 holder
host=$1 port=$2 lock=/tmp/halfopen-ssh-lock
case $3 in
  holder) there="flock $lock sh -c 'echo connected; cat'" ;;
  waiter) there="until test -e $lock && ! flock -n $lock true; do sleep 0.1; done; echo connected; flock $lock echo lost; cat" ;;
esac
sleep infinity |
  ssh -T -p "$port" -i "$HALFOPEN_SSH_KEY" -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$(id -un)@$host" "$there" |
  while read -r word; do echo "{\"halfopen\":\"$word\",\"code\":\"LOCK_FREE\"}"; done
