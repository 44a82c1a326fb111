// Method: a user's own project of two scenarios and a script, none of which names a plane but one; the watches are long, and what they wait for comes at
// once, so that wrong code which runs them takes no time either. Needs a guest, without which Toxiproxy is the only plane and runs them all.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { makeProject } from './fixtures/project.ts'

const refusal = (await boxes.virtual.refusal())?.reason

test.skipIf(refusal !== undefined)(
  'what its author leaves open runs behind Toxiproxy only while it watches briefly',
  { timeout: 240_000 },
  async () => {
    await using project = await makeProject({ 'scenarios/own.scenario.ts': scenarios })
    expect((await project.halfopen('list')).stdout.split('\n').filter(line => line !== '')).toEqual([
      expect.stringMatching(/^own\/brief .*\[netns, toxiproxy\]$/),
      expect.stringMatching(/^own\/long .*\[netns, toxiproxy only where netns cannot run\]$/),
      expect.stringMatching(/^own\/named .*\[netns, toxiproxy\]$/),
      expect.stringMatching(/^own\/script .*\[netns, toxiproxy\]$/),
    ])
    await project.halfopen('run')
    const { runs } = await project.report()
    const there = Object.fromEntries(
      runs.map(({ scenario, plane, verdict }) => [
        `${scenario} ${plane}`,
        'reason' in verdict ? verdict.reason : verdict.status,
      ]),
    )
    const left =
      "netns shows it as it is, and toxiproxy would take 40 s of real time beside it: --plane toxiproxy, or planes: ['toxiproxy', 'netns']"
    expect(there).toEqual({
      'own/brief netns': 'pass',
      'own/brief toxiproxy': 'pass',
      'own/long netns': 'pass',
      'own/long toxiproxy': left,
      'own/named netns': 'pass',
      'own/named toxiproxy': 'pass',
      'own/script netns': 'pass',
      'own/script toxiproxy': `Cannot watch for 40 s on toxiproxy: ${left}`,
    })
    await project.halfopen('run', '--plane', 'toxiproxy')
    expect((await project.report()).runs.map(({ verdict }) => verdict.status)).toEqual(['pass', 'pass', 'pass', 'pass'])
  },
)

const scenarios = `
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

const told = (within: '5s' | '40s') => ({
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), bounds: { detectedBy: 'client-app', within },
} as const)
scenarioTest('brief', told('5s'))
scenarioTest('long', told('40s'))
scenarioTest('named', { ...told('40s'), planes: ['netns', 'toxiproxy'] })
test('script', async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  const reader = await testbed.client(cacheReader())
  await testbed.inject(processKill('server'))
  await expect(reader).toDetectLossWithin('40s')
})
`
