import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import { openPath } from '../kit/fixtures/open-path.ts'
import type { SkipKind } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import { makeProject } from '../vitest/fixtures/project.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'
import { lacked } from './require.ts'

const passed = noticedByHeartbeat(1_000, 1_000, 1_000)

test('what this machine lacks is named, and what could not be had by installing anything is not', () => {
  expect(lacked({ runs: [passed, skipped('lacking'), skipped('cannot-show'), skipped('not-written-for')] })).toEqual([
    'a (netns, virtual): redis-server is not installed',
  ])
  expect(lacked({ runs: [skipped('refused')] })).toHaveLength(1)
})

test('it fails where it is required, and changes nothing where not', () => {
  const report = { runs: [passed, skipped('lacking')] }
  expect([exitCodeOf(report), exitCodeOf(report, { require: true })]).toEqual([ExitCode.passed, ExitCode.failed])
  expect(exitCodeOf({ runs: [passed, skipped('cannot-show')] }, { require: true })).toBe(ExitCode.passed)
})

test('each program that is not installed is named with what installs it, in an error of the command line that requires it', async () => {
  const files = {
    'x.scenario.ts': `
import { command, processKill, scenarioTest } from 'halfopen'
const server = command('no-such-server {host} {port}', { needs: { 'no-such-server': 'no-such-package' } })
const client = command('true {host}:{port}', { needs: { '/no/such/etcd': 'etcd-server', 'no-such-server': 'no-such-package' } })
const spec = { server, client, fault: processKill('server'), planes: ['toxiproxy'] }
scenarioTest('x', { ...spec, bounds: { detectedBy: 'client-app', within: '1s' } })`,
  }
  await using project = await makeProject(files, { PATH: openPath() })
  const plain = await project.halfopen('run')
  const required = await project.halfopen('run', '--require')
  expect([plain.exitCode, required.exitCode]).toEqual([ExitCode.nothingRan, ExitCode.failed])
  expect(required.stderr).toContain(
    'x (toxiproxy, real): no-such-server is not installed: apt install no-such-package; ' +
      '/no/such/etcd is not installed: apt install etcd-server, or brew install etcd, which --require does not let pass',
  )
})

function skipped(why: SkipKind): Run {
  const verdict = { status: 'skip', reason: 'redis-server is not installed', why } as const
  return { ...passed, scenario: 'a', plane: 'netns', clock: 'virtual', verdict }
}
