// Method: the command line as a user calls it. One small proof is measured in virtual time; what it would say of settings that do not do is
// a matter of pure tests.
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { parseSettings } from '../define/settings.ts'
import { patienceToStart } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import { runCli, startCli } from './fixtures/cli.ts'
import { newMark } from './fixtures/marked.ts'

describe.concurrent('halfopen recommend', () => {
  test('tells the settings, what they do, why each number, what was not asked for, and the lines to paste', async () => {
    const { stdout, exitCode } = await runCli(['recommend', '--within', '30s', '--tolerate', '5s', '--busy'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /^ keepalive idle 6 s, interval 1 s, count 7; TCP_USER_TIMEOUT 13 s {2}keepalive=6\/1\/7,user-timeout=13s\n {3}notices a loss after /,
    )
    expect(stdout).toMatch(/^ {3}user timeout 13 s +keepalive is off while data is unacknowledged/m)
    expect(stdout).toMatch(/^ what was not asked for:\n {3}connecting /m)
    expect(stdout.match(/^ (sysctl|Node|libpq|pgjdbc|redis-py|gRPC|Go) {2}/gm)?.length).toBe(7)
    expect(stdout).toMatch(/^ --for NAME shows ioredis, .*HAProxy/ms)
  })

  test('--for shows the lines of the programs that are named, with where they are described', async () => {
    const { stdout } = await runCli(['recommend', '--within', '30s', '--for', 'haproxy', '--for', 'Go'])
    expect(stdout).toMatch(/ HAProxy {2}.*\n {3}option srvtcpka\n/)
    expect(stdout).toContain('https://pkg.go.dev/net#KeepAliveConfig')
    expect(stdout).not.toContain(' sysctl ')
  })

  test('--json has the same, the settings as data and in their short spelling', async () => {
    const { stdout } = await runCli(['recommend', '--within', '30s', '--idle-limit', 'azure-lb', '--json'])
    const { schema, requirements, settings, spelled, notices, reasons, pastes, proof } = JSON.parse(stdout)
    expect([schema, settings, proof]).toEqual([2, parseSettings(spelled), undefined])
    expect(requirements).toEqual({
      withinMs: 30_000,
      tolerateMs: 200,
      limits: [{ name: 'azure-lb', idleMs: 240_000, box: true }],
      busy: false,
      connecting: false,
    })
    expect(notices.map(({ state }: { state: string }) => state)).toEqual(['idle', 'awaiting-answer'])
    expect([reasons.length, pastes.length]).toEqual([2, 37])
  })

  test('refuses what is impossible with exit code 1, the reason and the nearest requirements', async () => {
    const requirements = ['recommend', '--within', '3s', '--tolerate', '5s']
    const { exitCode, stdout, stderr } = await runCli([...requirements, '--prove'])
    expect([exitCode, stdout, stderr]).toEqual([
      1,
      '',
      'Cannot notice a loss within 3 s and sit out a silence of 5 s: at 4 s both look the same. Nearest: --within 9s --tolerate 5s, or --within 3s --tolerate 0 [E_CONTRADICTION]',
    ])
    const { refused } = JSON.parse((await runCli([...requirements, '--json'])).stdout)
    expect(refused).toMatchObject({
      code: 'E_CONTRADICTION',
      nearest: [{ options: '--within 9s --tolerate 5s', withinMs: 9_000 }, { options: '--within 3s --tolerate 0' }],
    })
  })

  test('--prove says why it cannot measure here and what to do, after the recommendation', async () => {
    const env = { HALFOPEN: JSON.stringify({ guest: { reason: 'this is no Linux', fix: 'Use one' } }) }
    const { exitCode, stdout, stderr } = await startCli(['recommend', '--within', '30s', '--prove'], env)
    expect([exitCode, stdout, stderr]).toEqual([
      64,
      expect.stringContaining('keepalive idle'),
      'Cannot measure in virtual time: this is no Linux. Use one. Or use --clock real, for what is over in minutes [E_NO_BOX]',
    ])
  })

  test.for<[string, string]>([
    ['', 'it is not said how soon a loss has to be noticed, got no --within. Write --within 30s [E_USAGE]'],
    ['--within 30', '--within is a length of time up to 20 days, got "30". Write --within 30s [E_USAGE]'],
    ['--within 30s --tolerate -5s', '[E_USAGE]'],
    ['--within 30s --idle-limit azur-lb', 'Did you mean "azure-lb"? [E_MIDDLEBOX]'],
    ['--within 30s --idle-limit aws-alb', 'keepalive probes do not count as traffic there, got "aws-alb"'],
    ['--within 30s --phases 4', '--phases and --clock are for measuring. Add --prove [E_USAGE]'],
    ['--within 30s --prove --phases 0', '--phases is a whole number from 1 to 1000, got "0"'],
    ['--within 30s --for gox', 'no program of that name is known, got "gox"'],
    ['--within 30s --bussy', 'Did you mean "--busy"? [E_USAGE]'],
    ['--within 30s 5s', 'that is no option, got "5s". Write --within 30s --tolerate 5s [E_USAGE]'],
  ])('%s is refused as misuse, with the fix', async ([args, words]) => {
    const { exitCode, stdout, stderr } = await runCli(['recommend', ...args.split(' ').filter(Boolean)])
    expect([exitCode, stdout, stderr]).toEqual([64, '', expect.stringContaining(words)])
  })
})

const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`

describe.skipIf(refusal !== undefined)(`a proof in virtual time${why}`, { timeout: 300_000 }, () => {
  test('measures every fault and state, and exits with 0 where each is noticed in time', async () => {
    const args = [
      'recommend',
      '--within',
      '3s',
      '--tolerate',
      '0',
      '--idle-limit',
      '2s',
      '--prove',
      '--phases',
      '1',
      '--json',
    ]
    const { exitCode, stdout, stderr } = await runCli(args)
    const { spelled, proof } = JSON.parse(stdout)
    expect([exitCode, spelled, proof.verdict]).toEqual([0, 'keepalive=1/1/1', 'proved'])
    expect(proof.measuredWith).toBe('probe')
    expect(proof.measurements.length).toBe(13)
    expect(proof.slowestMs).toBeGreaterThan(1_000)
    expect(proof.slowestMs).toBeLessThanOrEqual(3_000)
    expect(stderr).toMatch(/^0 of 13 measurements/m)
  })

  test('ends at Ctrl-C with exit code 130 and what there is, and leaves nothing behind', async () => {
    const { env, living, left } = newMark()
    const cli = startCli(['recommend', '--within', '10s', '--prove'], env)
    await until('see the first measurement', () => living().find(line => line.includes('linux')), patienceToStart)
    cli.kill('SIGINT')
    const { exitCode, stdout } = await cli
    expect(exitCode).toBe(130)
    expect(stdout).toMatch(
      / not proved: \d+ measurements .*\n {3}\d+ were not measured\n {3}measured with the built-in probe, which says what its socket is told$/,
    )
    expect(await left()).toEqual([])
  })
})
