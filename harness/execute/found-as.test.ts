// Method: a client that asks again in the same moment as it is answered, and gets no answer, and its twin that has nothing to ask, on each plane. In
// virtual time its answer and its question have one tick of its kernel's clock: a rule that compares these alone calls it idle.
import { describe, expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { judgedTogether } from './fixtures/judged-together.ts'
import { client, script } from './fixtures/programs.ts'
import { runScenario } from './run-scenario.ts'

/** Answers what it hears first. */
const server = () =>
  script(
    `require('node:net').createServer(one => one.on('error', () => {}).once('data', data => one.write(data)))
      .listen(Number(process.argv[2]), process.argv[1], () => console.log('ready'))`,
    { name: 'server', ready: /ready/ },
  )
const asking = (again: string) =>
  client(`const socket = require('node:net').connect(process.argv[2], process.argv[1], () => socket.write('hello'))
    socket.on('error', () => {}).once('data', () => { ${again}; console.log('connected') })`)
const scenarioOf = (id: string, again: string, plane: 'netns' | 'toxiproxy') =>
  parseScenario(
    id,
    'is found',
    {
      server: server(),
      client: asking(again),
      fault: blackHole(),
      bounds: { undetectedBy: 'client-app', for: '100ms' },
      settleFor: '300ms',
    },
    [plane],
  )
const cases = { 'awaiting-answer': "socket.write('and then?')", idle: '' } as const
const states = ['awaiting-answer', 'idle'] as const

describe('a client is found', { timeout: 120_000 }, () => {
  test('in virtual time as awaiting an answer where it spoke last, and idle where its server did', async ({ skip }) => {
    const runs = await judgedTogether(states.map(state => scenarioOf(state, cases[state], 'netns')))
    if (typeof runs === 'string') return skip(runs)
    expect(states.map(id => stateIn(runs.get(id)))).toEqual(states)
  })

  test.for(states)('behind Toxiproxy by the same rule: %s', async (state, { signal }) => {
    const scenario = scenarioOf(state, cases[state], 'toxiproxy')
    await planes.toxiproxy.prepare?.(signal)
    expect(stateIn(await runScenario(scenario, planes.toxiproxy, 'real', signal))).toBe(state)
  })
})

function stateIn(run: Run | undefined): string | undefined {
  return run?.steps[0]?.found?.[0]?.state ?? run?.error
}
