// Method: a client that says `lost` after a while whatever happens, and one that does so for want of an answer, both asked to be silent, in virtual time. Without
// their controls both have failed; and where a control was interrupted nobody knows.
import { expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import { rejudge } from '../verdict/rejudge.ts'
import { controlled } from './controlled.ts'
import { judgedTogether, ranAlone } from './fixtures/judged-together.ts'
import { client, echo } from './fixtures/programs.ts'

const dial = `const [host, port] = process.argv.slice(1)
    const socket = require('node:net').connect({ host, port: Number(port) }).on('error', () => {})`
const impatient = `${dial}
    socket.on('connect', () => { socket.write('x'); console.log('connected'); setTimeout(() => console.log('lost'), 1_500) })`
const asking = `${dial}
    socket.on('connect', () => console.log('connected'))
    let answered = true
    socket.on('data', () => { answered = true })
    setInterval(() => { if (!answered) console.log('lost'); answered = false; socket.write('x') }, 500)`

const [first, second] = [scenarioOf('impatient', impatient), scenarioOf('asking', asking)]
const alone = await judgedTogether([first, second])

test('one that says so without the fault as well is in doubt', async ({ skip }) => {
  if (typeof alone === 'string') return skip(alone)
  const { verdict, bounds } = await ranAlone(first)
  expect(verdict).toEqual({
    status: 'inconclusive',
    reason: expect.stringMatching(/^client-app says so without any fault, \d\S* s after it was well \(lost: lost\)$/),
  })
  expect(bounds[0]).toMatchObject({ outcome: { kind: 'detected' }, control: { kind: 'detected' } })
})

test('one that does not has failed, and its control is silent', async ({ skip }) => {
  if (typeof alone === 'string') return skip(alone)
  const { verdict, bounds } = await ranAlone(second)
  expect(verdict).toMatchObject({ status: 'fail' })
  expect(bounds[0]?.control).toMatchObject({ kind: 'silent' })
})

test('one whose control was interrupted is in doubt, read again as well, and one whose control failed is not', async ({
  skip,
}) => {
  if (typeof alone === 'string') return skip(alone)
  const run = alone.get('asking')
  expect(run?.verdict.status).toBe('fail')
  if (!run) return
  const take = async () => Promise.reject(new Error('the run was interrupted'))
  const made = async (signal: AbortSignal) => controlled(run, second, planes.netns, { take, signal })
  const reason = 'there is no control of it: the run was interrupted'
  const stopped = await made(AbortSignal.abort())
  expect(stopped).toMatchObject({
    verdict: { status: 'inconclusive', reason },
    uncontrolled: 'the run was interrupted',
  })
  expect(rejudge(stopped).verdict).toEqual({ status: 'inconclusive', reason })
  const broken = await made(new AbortController().signal)
  expect(broken).toMatchObject({ verdict: { status: 'fail' }, troubles: expect.arrayContaining([reason]) })
})

test('a pass whose control was interrupted is in doubt', async ({ skip }) => {
  if (typeof alone === 'string') return skip(alone)
  const failed = alone.get('asking')
  const [result] = failed?.bounds ?? []
  if (!failed || !result) return expect.unreachable()
  const bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 5_000 } as const
  const passed: Run = {
    ...failed,
    bounds: [{ ...result, bound, verdict: { status: 'pass' } }],
    verdict: { status: 'pass' },
  }
  const take = async () => Promise.reject(new Error('the run was interrupted'))
  const stopped = await controlled(passed, second, planes.netns, { take, signal: AbortSignal.abort() })
  expect(stopped.verdict.status).toBe('inconclusive')
  expect(rejudge(stopped).verdict.status).toBe('inconclusive')
})

function scenarioOf(title: string, program: string): Scenario {
  return parseScenario(
    title,
    title,
    { server: echo(), client: client(program), fault: blackHole(), bounds: { undetectedBy: 'client-app', for: '4s' } },
    ['netns'],
  )
}
