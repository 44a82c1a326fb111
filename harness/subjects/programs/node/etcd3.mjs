// etcd3: a client. Idle it watches a key.
import { Etcd3 } from 'etcd3'
import { client } from './words.mjs'

await client(async ({ host, port, idle, options, lost }) => {
  const etcd = new Etcd3({ hosts: `http://${host}:${port}`, ...options })
  const watch = async () => {
    const watcher = await etcd.watch().key('news').create()
    watcher.on('disconnected', error => lost("its watcher's event disconnected", error))
    watcher.on('error', error => lost("its watcher's event error", error))
  }
  return { ask: () => etcd.get('asked').string(), idle: () => (idle ? watch() : undefined) }
})
