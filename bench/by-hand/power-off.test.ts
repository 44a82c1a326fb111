// What a project without halfopen would write: the same case by hand, with Vitest and toxiproxy-node-client.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { Toxiproxy } from 'toxiproxy-node-client'
import { expect, test } from 'vitest'

const { TOXIPROXY = 'toxiproxy-server', SERVER = '', CLIENT = '', WATCH_MS = '8000' } = process.env
const [api, proxyPort, serverPort] = [18_474, 18_475, 18_476]

test('a reader without a detector never notices a switched-off server', { timeout: 30_000 }, async () => {
  const children: ChildProcess[] = []
  const start = (file: string, ...args: string[]) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    return child
  }
  const line = async (child: ChildProcess, pattern: RegExp) => {
    if (!child.stdout) throw new Error('no output')
    for await (const text of createInterface({ input: child.stdout })) if (pattern.test(text)) return
  }
  try {
    const toxiproxy = start(TOXIPROXY, '-host', '127.0.0.1', '-port', String(api))
    const server = start(process.execPath, SERVER, '--host', '127.0.0.1', '--port', String(serverPort))
    await Promise.all([line(toxiproxy, /Starting Toxiproxy/i), line(server, /listening/)])
    await delay(100)
    const control = new Toxiproxy(`http://127.0.0.1:${api}`)
    const proxy = await control.createProxy({
      name: 'case',
      listen: `127.0.0.1:${proxyPort}`,
      upstream: `127.0.0.1:${serverPort}`,
    })
    const client = start(process.execPath, CLIENT, '--host', '127.0.0.1', '--port', String(proxyPort))
    const lines: string[] = []
    if (client.stdout) createInterface({ input: client.stdout }).on('line', text => lines.push(text))
    while (!lines.some(text => text.includes('connected'))) await delay(10)
    for (const stream of ['upstream', 'downstream'] as const) {
      await proxy.addToxic({ name: `t-${stream}`, type: 'timeout', stream, toxicity: 1, attributes: { timeout: 0 } })
      await proxy.addToxic({
        name: `s-${stream}`,
        type: 'slow_close',
        stream,
        toxicity: 1,
        attributes: { delay: 3_600_000 },
      })
    }
    server.kill('SIGKILL')
    await delay(Number(WATCH_MS))
    expect(lines.filter(text => text.includes('"lost"'))).toEqual([])
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(children.map(child => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
  }
})
