// Method: real programs that say too much, or their last word without a newline, and clients with many connections, each under a bound that
// demands silence. A harness that takes what it did not keep, or not read, for silence would pass all of them.
import { describe, expect, test } from 'vitest'
import { guest } from '../boxes/guest/guest.ts'
import type { CommandOptions } from '../define/command-options.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { client, echo } from './fixtures/programs.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }
const refusal = await guest.refusal()
/** In virtual time nobody stands in line, which would leave a failure open. */
const here = refusal ? 'toxiproxy' : 'netns'

describe('a client that has to stay silent', () => {
  test('fails when its last word has no newline', limit, async () => {
    const { verdict, bounds } = await judged('setTimeout(() => process.stdout.write("lost"), 1_000)')
    expect(verdict).toMatchObject({ status: 'fail', actual: expect.stringContaining('lost: lost') })
    expect(bounds[0]?.outcome).toMatchObject({ kind: 'detected', by: { detail: 'lost' } })
  })

  test('fails when dots follow its last word without end', limit, async () => {
    const { verdict } = await judged(
      'setTimeout(() => { process.stdout.write("lost"); setInterval(() => process.stdout.write("."), 40) }, 1_000)',
    )
    expect(verdict.status).toBe('fail')
  })

  test('passes when what it says without a newline is no loss', limit, async () => {
    expect((await judged('setTimeout(() => process.stdout.write("fine"), 1_000)')).verdict).toEqual({ status: 'pass' })
  })

  test('is inconclusive when it said more than is kept, although it said nothing of a loss', limit, async () => {
    const { verdict, cuts, bounds } = await judged(
      'setTimeout(() => process.stdout.write("all is well, all is well\\n".repeat(1_000_000)), 1_000)',
    )
    expect(verdict).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('blind from there on') })
    expect(cuts.map(({ by }) => by)).toEqual(['client-app'])
    expect(bounds[0]?.outcome).toMatchObject({ kind: 'silent', cut: expect.any(String) })
  })

  test(
    'is inconclusive when one of its lines was longer than is kept, and fails by what it said before',
    limit,
    async () => {
      const long =
        /blind from there on: of a line of its program \("x{60} \.\.\."\), 30 MB long( so far)?, only the first 64 KiB were read$/
      const endless = 'process.stdout.write("x".repeat(30_000_000))'
      const { verdict } = await judged(`setTimeout(() => ${endless}, 1_000)`)
      expect(verdict).toMatchObject({ status: 'inconclusive', reason: expect.stringMatching(long) })
      expect((await judged(`setTimeout(() => { console.log("lost"); ${endless} }, 1_000)`)).verdict.status).toBe('fail')
    },
  )
})

describe('a line of 30 MB that a client prints before the fault', () => {
  const endless = '"x".repeat(30_000_000)'

  test('is of no account where it says after that line that all is well', limit, async () => {
    const { verdict, cuts } = await begun(`process.stdout.write(${endless} + "\\nconnected\\n")`)
    expect(verdict).toEqual({ status: 'pass' })
    expect(cuts).toMatchObject([{ by: 'client-app', line: { sizeBytes: 30_000_000, endedAtMs: expect.any(Number) } }])
  })

  test('is named, with its length and what to do, where the word that all is well may be in it', limit, async () => {
    const { error } = await begun(`process.stdout.write(${endless} + " connected\\n")`)
    expect(error).toMatch(
      /no healthy traffic seen by client-app.* \(of a line, 30 MB long, only the first 64 KiB were read\)\. .*: print shorter lines\. \[E_UNHEALTHY\]$/,
    )
  })
})

describe.skipIf(refusal)(`the wire${refusal ? ` (${refusal.reason})` : ''}`, () => {
  test.for([0, 1_100])('sees the end of a connection that came after %i others', limit, async count => {
    const { bounds, cuts } = await many(count)
    expect(cuts).toEqual([])
    expect(bounds[0]).toMatchObject({
      verdict: { status: 'fail' },
      outcome: { kind: 'detected', by: { kind: 'reset' } },
    })
    const { outcome } = bounds[0] ?? {}
    const tookMs = outcome?.kind === 'detected' ? outcome.afterMs : 0
    expect(tookMs).toBeGreaterThan(10_900)
    expect(tookMs).toBeLessThan(11_300)
  })
})

/** A client that is connected, and then does as told. */
async function judged(then: string): Promise<Run> {
  const script = `${dial}; dial(() => { console.log("connected"); ${then} }); setInterval(() => {}, 1_000)`
  return await run(script, ['2s', 'client-app'], { connected: /^connected$/, lost: /lost/ }, here)
}

/** A client that is connected, and prints something for that. */
async function begun(print: string): Promise<Run> {
  const script = `${dial}; dial(() => ${print}); setInterval(() => {}, 1_000)`
  return await run(script, ['2s', 'client-app'], { connected: /connected$/, lost: /lost/ }, here)
}

/** A client that has had many connections, and whose last one has keepalive: after 1 s ten probes, a second apart, as Node sets them. */
async function many(count: number): Promise<Run> {
  const script = `${dial}
    ;const visit = left => dial(socket => left > 0 ? socket.on('close', () => visit(left - 1)).end()
      : (socket.setKeepAlive(true, 1_000), console.log('connected')))
    visit(${count})`
  return await run(script, ['20s', 'wire'], { connected: /^connected$/ }, 'netns')
}

const dial = `const [host, port] = process.argv.slice(1)
    const dial = then => {
      const socket = require('node:net').connect({ host, port: Number(port) })
      socket.on('error', () => {}).on('connect', () => socket.write('hello\\n')).once('data', () => then(socket)).resume()
    }`

async function run(
  script: string,
  [lasting, silent]: readonly ['2s' | '20s', 'client-app' | 'wire'],
  says: CommandOptions,
  plane: 'toxiproxy' | 'netns',
): Promise<Run> {
  const spec = {
    server: echo(),
    client: client(script, says),
    fault: powerOff('server'),
    bounds: { undetectedBy: silent, for: lasting },
    control: false, // they say all this without a fault as well
  } as const
  const scenario = parseScenario('cuts/one', 'stays silent', spec, [plane])
  const clock = plane === 'netns' ? 'virtual' : 'real'
  return await runScenario(scenario, planes[plane], clock, new AbortController().signal)
}
