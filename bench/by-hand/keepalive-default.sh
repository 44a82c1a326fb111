# What a project without halfopen would write: the same case by hand, in the same guest kernel. Called with the folder of the programs.
set -e
until_line() { while read -r line; do case $line in *$1*) return;; esac; done; return 1; }
ip netns add client; ip netns add router; ip netns add server
ip -n router link add rc type veth peer name c0 netns client
ip -n router link add rs type veth peer name s0 netns server
ip -n client addr add 198.18.1.2/24 dev c0; ip -n client link set c0 up
ip -n router addr add 198.18.1.1/24 dev rc; ip -n router link set rc up
ip -n router addr add 198.18.2.1/24 dev rs; ip -n router link set rs up
ip -n server addr add 198.18.2.2/24 dev s0; ip -n server link set s0 up
ip -n client route add default via 198.18.1.1; ip -n server route add default via 198.18.2.1
ip netns exec router sysctl -qw net.ipv4.ip_forward=1
cd /tmp; mkfifo from-server from-client
ip netns exec server node "$1/cache-server.js" --host 198.18.2.2 --port 7000 --changes-every 1728000000 >from-server & server=$!
exec 3<from-server; until_line listening <&3
ip netns exec client node "$1/cache-client.js" --host 198.18.2.2 --port 7000 --changes-every 1728000000 --read-every 1728000000 \
  --keepalive 7200000/75000/9 >from-client & client=$!
exec 4<from-client; until_line connected <&4
ip netns exec router nft 'add table inet hole; add chain inet hole forward { type filter hook forward priority 0; policy drop; }'
kill -9 $server; since=$(date +%s)
until_line lost <&4
echo $(($(date +%s) - since))
kill -9 $client
