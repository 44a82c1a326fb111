// Method: where Go is looked for stands a program that leaves a file behind, and neither PATH nor the cache has a Toxiproxy. Who asks for that
// plane makes it be built; who asks for another one does not wait for it.
import { existsSync } from 'node:fs'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeProject } from '../vitest/fixtures/project.ts'

test.for([
  ['netns', 3, false],
  ['toxiproxy', 2, true],
] as const)('scenarios for %s alone: exit code %s, and Toxiproxy is built first: %s', async ([plane, code, built]) => {
  await using tools = await mkdtempDisposable(join(tmpdir(), 'halfopen-tools-'))
  const asked = join(tools.path, 'asked')
  await writeFile(join(tools.path, 'go'), `#!/bin/sh\n: > ${asked}\nexit 1\n`, { mode: 0o755 })
  const env = { PATH: `${tools.path}:/usr/bin:/bin`, XDG_CACHE_HOME: tools.path }
  await using project = await makeProject({ 'x.scenario.ts': scenario(plane) }, env)
  const { exitCode } = await project.halfopen('run', '--clock', 'real')
  expect([exitCode, existsSync(asked)]).toEqual([code, built])
})

/** On the packet plane it is skipped, so that nothing else takes time. */
function scenario(plane: string): string {
  const needs = plane === 'netns' ? "{ 'no-such-program': 'no-such-package' }" : '{}'
  return `
import { command, processKill, scenarioTest } from 'halfopen'
import { cacheServer } from 'halfopen/subjects'
scenarioTest('x', {
  server: cacheServer(), client: command('cat', { needs: ${needs} }), fault: processKill('server'), planes: ['${plane}'],
  bounds: { detectedBy: 'client-app', within: '1s' },
})
`
}
