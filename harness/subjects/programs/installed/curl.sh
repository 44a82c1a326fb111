#!/bin/bash
# curl: a request a second, each over a connection of its own. By hand: bash curl.sh 127.0.0.1 8080 asking|asking=MS '{"max-time":10}'
host=$1 port=$2 mode=$3
set=$(printf %s "$4" | tr -d '{}"' | tr ',' '\n' | sed -n 's/^\([a-z-]*\):\(.*\)/--\1 \2/p')
pause=1
[ "$mode" = asking ] || pause=$((${mode#asking=} / 1000))
well=
while :; do
  asked=$SECONDS
  if said=$(curl -sS $set "http://$host:$port/" 2>&1); then
    if [ "$well" = no ]; then echo '{"halfopen":"recovered"}'; elif [ -z "$well" ]; then echo '{"halfopen":"connected"}'; elif [ $((SECONDS - asked)) -gt 2 ]; then echo "{\"halfopen\":\"traffic\",\"detail\":\"an answer after $((SECONDS - asked)) s\"}"; fi
    well=yes
    sleep "$pause"
  else
    [ "$well" = yes ] && printf '{"halfopen":"lost","code":"%s","detail":"it exits: %s"}\n' "$(printf %s "$said" | sed -n 's/^curl: (\([0-9]*\)).*/\1/p')" "$(printf %s "$said" | tr -d '"\\')"
    [ "$well" ] && well=no
    sleep 1
  fi
done
