// Method: a script with a client that says after a while that its peer is lost, whatever happens, and one with a client that does so for want of an
// answer. By the time of their words alone nobody could tell one from the other. A third script does something by what it saw of the fault.
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { butForAWait } from '../execute/fixtures/but-for-a-wait.ts'
import { unfolded } from '../kit/fixtures/unfolded.ts'
import { makeProject, type Project } from './fixtures/project.ts'

const head = `
import { blackHole, command } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test, type ScriptTestbed } from 'halfopen/vitest'
const dial = \`const [host, port] = process.argv.slice(1)
  const socket = require('node:net').connect({ host, port: Number(port) }).on('error', () => {})
  socket.on('connect', () => { socket.write('GET x\\\\n'); console.log('connected'); setTimeout(() => console.log('lost'), 3_000) })\`
const impatient = command(['node', '-e', dial, '{host}', '{port}'], { name: 'client', connected: /connected/, lost: /lost/ })
const asking = { ...cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '1s' } } }), name: 'client' }
async function notices(testbed: ScriptTestbed, program: typeof impatient) {
  await testbed.server('cache', cacheServer())
  const client = await testbed.client(program)
  await testbed.wait('1s')
  await testbed.inject(blackHole())
  await expect(client).toDetectLossWithin('5s')
  return client
}
`
const doubt = {
  status: 'inconclusive',
  reason: expect.stringMatching(/^client-app says so without any fault, \d\S* s after it was well \(lost: lost\)$/),
}
const limit = { timeout: 480_000 }

describe.concurrent('a script is held against the same without its faults', () => {
  test('in virtual time, by itself', limit, async ({ skip }) => {
    const refusal = await boxes.virtual.refusal()
    if (refusal) skip(refusal.reason)
    const there = `{ planes: ['netns'], clock: 'virtual' }`
    await using project = await ownProject({
      'x.scenario.ts': `${head}
test('impatient', ${there}, async ({ testbed }) => { await notices(testbed, impatient) })
test('sees', ${there}, async ({ testbed }) => {
  const client = await notices(testbed, asking)
  expect(client.observations().filter(({ kind }) => kind === 'lost')).not.toEqual([])
})`,
    })
    const { stdout, exitCode } = await project.halfopen('run')
    const { runs } = await project.report()
    const [impatient, sees] = runs
    expect(impatient?.verdict).toEqual(doubt)
    expect(sees?.verdict).toEqual({ status: 'pass' })
    expect(sees?.uncontrolled).toMatch(/^its steps end there with "expected \[\] to not deeply equal \[\]/)
    expect(unfolded(stdout)).toContain('no control without its faults: its steps end there with')
    expect(exitCode).toBe(2)
  })

  test('in real time where its author asks for it', limit, async () => {
    await using project = await ownProject({
      'asked.scenario.ts': `${head}${inRealTime('asked', 'control: true', 'impatient')}`,
      'asking.scenario.ts': `${head}
test('asking', { planes: ['toxiproxy'], control: true }, async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  const client = await testbed.client(asking)
  {
    await using _hole = await testbed.inject(blackHole())
    await expect(client).not.toStayConnectedFor('3s')
  }
  await expect(client).toRecoverWithin('5s')
})`,
      'open.scenario.ts': `${head}
${inRealTime('left', 'control: false', 'impatient')}
${inRealTime('open', '', 'impatient')}`,
    })
    await project.halfopen('run')
    const pass = { status: 'pass' }
    const all = { asked: doubt, asking: pass, 'open/left': pass, 'open/open': pass }
    expect(await verdictsOf(project)).toEqual(all)
  })

  test('and where the command line does', limit, async () => {
    await using project = await ownProject({
      'left.scenario.ts': `${head}${inRealTime('left', 'control: false', 'impatient')}`,
      'open.scenario.ts': `${head}${inRealTime('open', '', 'impatient')}`,
    })
    await project.halfopen('run', '--control')
    expect(await verdictsOf(project)).toEqual({ left: { status: 'pass' }, open: doubt })
  })
})

function inRealTime(name: string, options: string, client: string): string {
  return `test('${name}', { planes: ['toxiproxy'], ${options} }, async ({ testbed }) => { await notices(testbed, ${client}) })\n`
}

async function verdictsOf(project: Project) {
  const { runs } = await project.report()
  return Object.fromEntries(runs.map(({ scenario, verdict }) => [scenario, butForAWait(verdict)]))
}

/** Node loads its files by itself, without Vite: in half the time. */
function ownProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const config = 'export default { test: { experimental: { viteModuleRunner: false } } }'
  return makeProject({ 'vitest.config.ts': config, ...files })
}
