// Method: one command starts two clients of one server, of which one is patient. What the host is asked for decides whose words count: a pattern that
// both match cannot tell them apart, and hears the quicker one. Code that took the last word, or any client's, gives one figure for both.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

const at = new URL('../../scenarios/systems/programs/', import.meta.url).pathname
const client = (name: string, deadlineMs: number) =>
  `node ${at}pool.mjs {host} {port} 1 500 ${deadlineMs} | sed -u 's/^/${name} /'`

test.for([
  ['both', 'the quick one', /lost one/, 2_000],
  ['the patient one', 'it alone', /^patient lost one/, 6_000],
] as const)('a pattern of %s hears %s', { timeout: 120_000 }, async ([, , lost, deadlineMs], { skip }) => {
  const refusal = await boxes.virtual.refusal()
  if (refusal) skip(refusal.reason)
  const both = `${client('quick', 2_000)} & ${client('patient', 6_000)}`
  const scenario = parseScenario(
    'two-clients-on-one-host',
    'one of them is heard',
    {
      server: command(`node ${at}echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ }),
      client: command(['sh', '-c', both], { name: 'two', connected: /connected/, lost, settings: {} }),
      fault: blackHole(),
      settleFor: '2s',
      bounds: { detectedBy: 'client-app', within: '8s' },
    },
    ['netns'],
  )
  const { verdict, bounds } = await runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
  expect(verdict).toEqual({ status: 'pass' })
  const [{ outcome } = {}] = bounds
  const afterMs = outcome?.kind === 'detected' ? outcome.afterMs : Number.NaN
  // It beats twice a second.
  expect(afterMs - deadlineMs).toBeGreaterThan(-500)
  expect(afterMs - deadlineMs).toBeLessThan(500)
})
