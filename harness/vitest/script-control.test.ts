// Method: a script with a client that says after a while that its peer is lost, whatever happens, and one with a client that does so for want of an
// answer. By the time of their words alone nobody could tell one from the other. A third script does something by what it saw of the fault.
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
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
    expect(stdout).toContain('no control without its faults: its steps end there with')
    expect(exitCode).toBe(2)
  })

  test('in real time where its author or the command line asks for it', limit, async () => {
    const script = (name: string, options: string, client: string) =>
      `test('${name}', { planes: ['toxiproxy'], ${options} }, async ({ testbed }) => { await notices(testbed, ${client}) })\n`
    await using project = await ownProject({
      'x.scenario.ts': `${head}
${script('asked', 'control: true', 'impatient')}
test('asking', { planes: ['toxiproxy'], control: true }, async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  const client = await testbed.client(asking)
  {
    await using _hole = await testbed.inject(blackHole())
    await expect(client).not.toStayConnectedFor('3s')
  }
  await expect(client).toRecoverWithin('5s')
})
${script('left', 'control: false', 'impatient')}
${script('open', '', 'impatient')}`,
    })
    await project.halfopen('run')
    const verdicts = Object.fromEntries(
      (await project.report()).runs.map(({ scenario, verdict }) => [scenario, verdict]),
    )
    const pass = { status: 'pass' }
    expect(verdicts).toEqual({ 'x/asked': doubt, 'x/asking': pass, 'x/left': pass, 'x/open': pass })
    await project.halfopen('run', 'x/open', 'x/left', '--control')
    const asked = (await project.report()).runs.map(({ scenario, verdict }) => [scenario, verdict])
    expect(Object.fromEntries(asked)).toEqual({ 'x/left': pass, 'x/open': doubt })
  })
})

/** Node loads its files by itself, without Vite: in half the time. */
function ownProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const config = 'export default { test: { experimental: { viteModuleRunner: false } } }'
  return makeProject({ 'vitest.config.ts': config, ...files })
}
