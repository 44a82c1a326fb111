// Method: each test breaks one thing that a harness might get wrong, on the real plane with real programs, in the direction in which a
// naive harness would pass. None may pass; each has its healthy twin at the end, which does.
import { expect, test } from 'vitest'
import type { BoundSpec } from '../define/bounds.ts'
import { command, type Program } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import type { Plane, Testbed } from '../planes/plane.ts'
import { toxiproxy } from '../planes/toxiproxy/index.ts'
import { cacheServer } from '../subjects/cache-server.ts'

const silence: BoundSpec = { undetectedBy: 'client-app', for: '1s' }
const detection: BoundSpec = { detectedBy: 'client-app', within: '2s' }

test.concurrent('an injector that does nothing never passes', async () => {
  const { verdict, steps } = await run(
    client('connected'),
    silence,
    idle(toxiproxy, async () => undefined),
  )
  expect(steps[0]).toMatchObject({ does: { kind: 'power-off' } })
  expect(steps[0]).not.toHaveProperty('evidence')
  expect(verdict).toEqual({ status: 'inconclusive', reason: 'no evidence that power-off took effect' })
})

test.concurrent('an injector whose evidence cannot be asked for never passes', async () => {
  const broken = idle(toxiproxy, async () => Promise.reject(new Error('no answer')))
  const { verdict, troubles } = await run(client('connected'), silence, broken)
  expect(verdict.status).toBe('inconclusive')
  expect(troubles[0]).toBe('no evidence of power-off: no answer')
})

test.concurrent('a client that claims the loss before the fault never passes', async () => {
  const { verdict } = await run(client('connected', 'lost'), detection)
  expect(verdict).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('had given up its peer') })
})

test.concurrent('a client that claims a loss sooner than it can know it never passes', async () => {
  const liar = client('connected', 'wait-1500', 'lost')
  const { verdict } = await run(liar, { detectedBy: 'client-app', within: '4s', notBefore: '3s' })
  failsOrIsStarved(verdict, { expected: 'not before 3.0 s' }, 'noticed after')
})

test.concurrent('a client that never tells never passes', async () => {
  const { verdict } = await run(client('connected'), detection)
  failsOrIsStarved(verdict, { actual: 'nothing noticed' }, 'nothing noticed')
})

test.concurrent('an observer that saw nothing never passes, however silent it is', async () => {
  const { verdict } = await run(client(), silence)
  expect(verdict).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('no healthy traffic') })
})

test.concurrent('the twin: a client that says so after the fault, and an injector that bit, pass', async () => {
  const { verdict, steps } = await run(client('connected', 'wait-1500', 'lost'), detection)
  expect(steps[0]?.evidence?.text).toBeTruthy()
  expect(verdict).toEqual({ status: 'pass' })
})

/** Beside others that want the CPU too it may be left open, with that reason: it never passes. */
function failsOrIsStarved(verdict: Verdict, fails: Partial<Record<'expected' | 'actual', string>>, saw: string): void {
  if (verdict.status === 'inconclusive') expect(verdict.reason).toMatch(new RegExp(`^${saw}.* waited .* for a CPU`))
  else
    for (const [what, words] of Object.entries(fails))
      expect(verdict).toMatchObject({ status: 'fail', [what]: expect.stringContaining(words) })
}

async function run(program: Program, bounds: BoundSpec, plane: Plane = toxiproxy): Promise<Run> {
  const spec = {
    server: cacheServer(),
    client: program,
    fault: powerOff('server'),
    bounds,
    settleFor: '500ms',
  } as const
  return await runScenario(
    parseScenario('mutants/one', 'a mutant', spec, ['toxiproxy']),
    plane,
    'real',
    new AbortController().signal,
  )
}

/** A client that connects, and then says what it is told to say, whatever happens: `wait-1500` waits before the next word. */
function client(...words: readonly string[]): Program {
  const script = `
    const socket = require('node:net').connect({ host: process.argv[1], port: Number(process.argv[2]) })
    socket.on('error', () => {}).on('connect', () => socket.write('fetch\\n')).resume()
    socket.once('data', async () => {
      for (const word of process.argv.slice(3)) {
        const [, ms] = word.split('-')
        if (ms) await new Promise(resolve => setTimeout(resolve, Number(ms)))
        else console.log(word)
      }
    })
    setInterval(() => {}, 1000)`
  return command([process.execPath, '-e', script, '{host}', '{port}', ...words], {
    name: 'mutant',
    ...(words.includes('connected') ? { connected: /^connected$/ } : {}),
    lost: /^lost$/,
  })
}

/** The plane with an injector that does nothing but say that it did. */
function idle(plane: Plane, evidence: () => Promise<undefined>): Plane {
  return {
    ...plane,
    open: async (script, recorder, signal) => {
      const testbed: Testbed = await plane.open(script, recorder, signal)
      return {
        start: async (host, until) => testbed.start(host, until),
        run: async (command, until) => testbed.run(command, until),
        inject: async fault => {
          const atMs = recorder.clock.nowMs()
          return { fault, atMs, byMs: atMs, evidence, [Symbol.asyncDispose]: async () => {} }
        },
        [Symbol.asyncDispose]: async () => testbed[Symbol.asyncDispose](),
      }
    },
  }
}
