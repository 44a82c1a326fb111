// A program that knows both servers by their own addresses, as libpq takes them, and counts what it has written.
import { command, type Program } from 'halfopen'
import { psqlNeeds } from '../postgres.ts'

/**
 * Writes a number twice a second to whichever of a and b takes writes, and after each loss looks for all that were acknowledged. It gives up a
 * server that acknowledges nothing for 2 s: each write has a connection of its own, and until it stands connect_timeout is its limit.
 */
export function writer(): Program {
  return command('sh {dir}/writer.sh', {
    name: 'writer',
    files: { 'writer.sh': script },
    needs: psqlNeeds,
    connected: /^connected/,
    lost: /^lost: (?<detail>.*)/,
    recovered: /^back: 0 of \d+ acknowledged writes lost$/,
    settings: 'user-timeout=2s,request-timeout=2s,asks=500ms',
  })
}

const script = `
to='host={a.host},{b.host} port={a.port},{b.port} user=app dbname=postgres target_session_attrs=read-write connect_timeout=2 tcp_user_timeout=2000'
ask() { psql -AtX "$to" -c "$1" 2>{dir}/error; }
ask 'create table written (n int)' >{dir}/out
n=0
lost=
until [ $n = 1 ]; do ask "insert into written values ($((n + 1)))" >{dir}/out && n=1; done
echo connected
while sleep 0.5; do
  if ask "insert into written values ($((n + 1)))" >{dir}/out; then
    n=$((n + 1))
    [ "$lost" ] && echo "back: $((n - $(ask 'select count(distinct n) from written'))) of $n acknowledged writes lost"
    lost=
  else
    [ "$lost" ] || echo "lost: $(tail -n 1 {dir}/error)"
    lost=yes
  fi
done
`
