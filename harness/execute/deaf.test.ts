// Method: behind Toxiproxy, whose kernel answers every probe, a client of which nothing is declared loses its server and says nothing; its socket has
// keepalive on, or a user timeout, or neither. Wrong code that would also pass: one that skips whoever stays silent, or whoever has keepalive.
import { beforeAll, expect, test } from 'vitest'
import type { BoundSpec } from '../define/bounds.ts'
import type { Program } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import { within } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { judged } from './fixtures/judged.ts'
import { client, echo } from './fixtures/programs.ts'
import { runScenario } from './run-scenario.ts'

const signal = new AbortController().signal
const { toxiproxy } = planes
const noticing: BoundSpec = { detectedBy: 'client-app', within: '500ms' }
const keepalive = 'link.setKeepAlive(true, 1_000)'
const pings = `
  let heardMs = Date.now()
  link.on('data', () => (heardMs = Date.now()))
  setInterval(() => link.write('ping') && Date.now() - heardMs > 2_000 && console.log('lost'), 100)`

beforeAll(async () => void (await toxiproxy.prepare?.(signal)), 600_000)

test.concurrent('a client with keepalive on its socket that stays silent is skipped, with what its plane says of a declared one', async () => {
  const run = await lost(silent(keepalive), noticing)
  const declared = await lost(silent(keepalive, 'keepalive=1/1/10'), noticing)
  const reason = "Toxiproxy's own kernel answers keepalive probes, so SO_KEEPALIVE never fires here"
  expect(run.verdict).toEqual({ status: 'skip', reason, why: 'cannot-show' })
  expect(declared.verdict).toEqual(run.verdict)
  expect(run.steps[0]?.found).toMatchObject([{ socket: { set: { keepalive: { idleMs: 1_000 } } } }])
  expect(run.connections[0]?.set).toMatchObject({ keepalive: { idleMs: 1_000 } })
})

test.concurrent('its silence is no pass either', async () => {
  const run = await lost(silent(keepalive), { undetectedBy: 'client-app', for: '500ms' })
  expect(run.verdict).toMatchObject({ status: 'skip', reason: expect.stringContaining('SO_KEEPALIVE') })
})

test.concurrent('one that notices by itself passes, keepalive or not', async () => {
  const run = await lost(silent(`${keepalive}; ${pings}`), { detectedBy: 'client-app', within: '10s' })
  expect(run.verdict).toEqual({ status: 'pass' })
})

test.concurrent('one without keepalive fails by its silence', async () => {
  const run = await lost(silent(''), noticing)
  expect(run.verdict).toMatchObject({ status: 'fail', actual: expect.stringMatching(/^nothing noticed in /) })
  expect(run.steps[0]?.found?.[0]?.socket?.set).toBeDefined()
  expect(run.steps[0]?.found?.[0]?.socket?.set?.keepalive).toBeUndefined()
})

/** It never notices anything. */
function silent(does: string, settings?: string): Program {
  const code = `
    const [host, port] = process.argv.slice(1)
    const link = require('node:net').connect(Number(port), host, () => { ${does}; link.write('hello') })
    link.once('data', () => console.log('connected')).on('error', () => {})`
  return client(code, { connected: /^connected/, lost: /^lost/, ...(settings === undefined ? {} : { settings }) })
}

async function lost(program: Program, bounds: BoundSpec): Promise<Run> {
  const spec = { server: echo(), client: program, fault: blackHole(), bounds, settleFor: '1s' } as const
  const scenario = parseScenario('deaf', 'notices', spec, ['toxiproxy'])
  const run = async (own: AbortSignal) => runScenario(scenario, toxiproxy, undefined, own)
  return await judged(() => within('run a scenario', patience.withinMs, run, signal))
}
