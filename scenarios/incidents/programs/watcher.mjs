// A program that reads its configuration from a cache, which a watch of etcd keeps fresh, and who writes a new one each minute:
// `watcher.mjs MODULES HOST PORT reader|writer OPTIONS-JSON`, where MODULES is a file beside whose node_modules etcd3 lies. It was true a minute ago at the
// latest, or the answer is stale: that is said at once, and every ten minutes.
import { createRequire } from 'node:module'

const [modules, host, port, role, options = '{}'] = process.argv.slice(2)
const { Etcd3 } = createRequire(modules)('etcd3')
const etcd = new Etcd3({ hosts: `http://${host}:${port}`, ...JSON.parse(options) })
const say = (kind, more) => console.log(JSON.stringify({ halfopen: kind, ...more }))
const minutes = () => Math.floor(Date.now() / 60_000)
const write = () => etcd.put('configuration').value(String(minutes()))

if (role === 'writer') {
  await write()
  setInterval(() => write().catch(() => {}), 60_000)
} else {
  let [cache, answers, since] = [0, 0, 0]
  const watcher = await etcd.watch().key('configuration').create()
  watcher.on('put', ({ value }) => (cache = Number(value)))
  watcher.on('disconnected', error => say('lost', { detail: String(error?.message) }))
  while (cache === 0) cache = Number(await etcd.get('configuration').string())
  say('connected')
  setInterval(() => {
    if (cache >= minutes() - 1) return
    if (answers === 0) since = Date.now()
    answers++
    if (answers % 60 === 1) say('stale', { answers, forMs: Date.now() - since })
  }, 10_000)
}
