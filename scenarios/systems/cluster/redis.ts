// Three nodes of Redis with Sentinel, and a client that counts: a write is acknowledged when a replica has it, too.
import { command, type Program } from 'halfopen'

/** A node: its own server and sentinel. `of`: the node that it replicates at first; the leader where absent. */
export function redisNode(of?: string): Program {
  const leader = of === undefined ? '' : `${of}.`
  return command('redis-sentinel {dir}/sentinel.conf & exec redis-server {dir}/redis.conf', {
    name: 'redis',
    needs: { 'redis-server': 'redis-server', 'redis-sentinel': 'redis-sentinel' },
    shell: true,
    files: {
      'redis.conf': lines(
        'bind {host}',
        'port {port}',
        'dir {dir}',
        'save ""',
        'protected-mode no',
        'repl-diskless-sync-delay 0',
        'min-replicas-to-write 1',
        'min-replicas-max-lag 3',
        ...(of === undefined ? [] : [`replicaof {${leader}host} {${leader}port}`]),
      ),
      'sentinel.conf': lines(
        'bind {host}',
        'port {port.sentinel}',
        'dir {dir}',
        'protected-mode no',
        `sentinel monitor store {${leader}host} {${leader}port} 2`,
        'sentinel down-after-milliseconds store 2000',
        'sentinel failover-timeout store 10000',
      ),
    },
    ready: of === undefined ? /Ready to accept connections/ : /MASTER <-> REPLICA sync: Finished with success/,
  })
}

/** Writes a number ten times a second, and after each loss looks for all that were acknowledged. */
export function countingClient(...nodes: readonly string[]): Program {
  const sentinels = nodes.map(node => `{${node}.host}:{${node}.port.sentinel}`)
  return command(['node', '{dir}/client.mjs', ...sentinels], {
    name: 'client',
    files: { 'client.mjs': client },
    connected: /^connected/,
    lost: /^lost: (?<detail>.*)/,
    recovered: /^back: 0 of \d+ acknowledged writes lost$/,
  })
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`
}

const client = `
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const sentinels = process.argv.slice(2)
const acknowledged = []
let next = 1
let told = false

class Store {
  constructor(at) {
    const [host, port] = at.split(':')
    this.text = ''
    this.socket = connect({ host, port: Number(port) }).setNoDelay().on('error', () => {})
    this.socket.on('data', chunk => { this.text += chunk; this.heard?.() }).on('close', () => { this.closed = true; this.heard?.() })
  }
  async ask(...words) {
    const parts = words.map(word => '$' + Buffer.byteLength(String(word)) + '\\r\\n' + word + '\\r\\n')
    this.socket.write('*' + words.length + '\\r\\n' + parts.join(''))
    const limit = AbortSignal.timeout(1_500)
    for (;;) {
      const [value, rest] = read(this.text) ?? []
      if (rest !== undefined) { this.text = rest; return value }
      if (this.closed) throw new Error('closed')
      if (limit.aborted) throw new Error('no answer to ' + words[0] + ' within 1.5 s')
      await new Promise(heard => { this.heard = heard; limit.onabort = heard })
    }
  }
  end() { this.socket.destroy() }
}

function read(text) {
  const end = text.indexOf('\\r\\n')
  if (end < 0) return undefined
  const [kind, head, rest] = [text[0], text.slice(1, end), text.slice(end + 2)]
  if (kind === '-') return [new Error(head), rest]
  if (kind === '+' || kind === ':') return [head, rest]
  if (head === '-1') return [null, rest]
  if (kind === '$') return rest.length < Number(head) + 2 ? undefined : [rest.slice(0, Number(head)), rest.slice(Number(head) + 2)]
  let [values, left] = [[], rest]
  for (let i = 0; i < Number(head); i++) {
    const one = read(left)
    if (!one) return undefined
    values.push(one[0])
    left = one[1]
  }
  return [values, left]
}

async function leader() {
  for (const at of sentinels) {
    const sentinel = new Store(at)
    try {
      const found = await sentinel.ask('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'store')
      if (Array.isArray(found)) return found.join(':')
    } catch {} finally { sentinel.end() }
  }
  throw new Error('no sentinel answers')
}

async function write(store) {
  const answer = await store.ask('SADD', 'writes', next)
  if (answer instanceof Error) throw answer
  const replicas = await store.ask('WAIT', 1, 1_000)
  if (replicas instanceof Error) throw replicas
  if (Number(replicas) > 0) acknowledged.push(String(next))
  next++
  return Number(replicas) > 0
}

let lostAt = false
for (;;) {
  let store
  try {
    store = new Store(await leader())
    for (;;) {
      if (await write(store)) {
        if (lostAt) {
          const kept = new Set(await store.ask('SMEMBERS', 'writes'))
          const missing = acknowledged.filter(one => !kept.has(one)).length
          console.log('back: ' + missing + ' of ' + acknowledged.length + ' acknowledged writes lost')
          lostAt = false
        }
        if (!told) console.log('connected')
        told = true
      }
      await sleep(100)
    }
  } catch (error) {
    if (told && !lostAt) console.log('lost: ' + error.message)
    lostAt = told
    await sleep(200)
  } finally { store?.end() }
}
`
