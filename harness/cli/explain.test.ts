import { describe, expect, test } from 'vitest'
import { clients } from '../facts/clients.ts'
import { runCli } from './fixtures/cli.ts'

describe.concurrent('halfopen explain', () => {
  test('explains settings: a row a fault, the reasons, and the boxes', async () => {
    const { stdout, exitCode } = await runCli(['explain', 'keepalive=60/10/6'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^ keepalive=60\/10\/6\n/)
    expect(stdout).toMatch(/^ fault +idle +awaiting answer +busy +connecting +zero window\n power-off +1:\d\d-2:\d\d/m)
    expect(stdout).toContain('keepalive is off while data is unacknowledged')
    expect(stdout).toMatch(/^ +\d+ it survives behind .*azure-lb/ms)
  })

  test('explains a client as it comes, with where that stands', async () => {
    const { stdout, exitCode } = await runCli(['explain', 'libpq'])
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(/as it comes +linux\n.*can be set +.*keepalives_idle/s),
    ])
    expect(stdout).toMatch(/^ {3}source +https:\/\//m)
  })

  test('--list has a line a client', async () => {
    const { stdout } = await runCli(['explain', '--list'])
    expect(stdout.split('\n').length).toBe(clients.length)
    expect(stdout).toMatch(/^ libpq +linux +/m)
  })

  test('--json has every cell with its sentence, and the kernel that was asked for', async () => {
    const { stdout } = await runCli(['explain', 'off', '--hz', '1000', '--json'])
    const { settings, kernel, cells, firewalls } = JSON.parse(stdout)
    expect([settings, kernel, cells.length]).toEqual(['off', { release: '6.12', hz: 1_000 }, 65])
    expect(cells[0]).toEqual({
      fault: 'power-off',
      state: 'idle',
      what: 'never',
      mechanism: 'unnoticed',
      because: 'nothing is set that would notice: a client that sends nothing is told of no loss',
      sentence:
        'Never noticed, because nothing is set that would notice: a client that sends nothing is told of no loss.',
    })
    expect(Object.keys(firewalls)).toEqual(['survives', 'forgotten', 'closed', 'unknown'])
  })

  test.for<[string[], string]>([
    [['libqp'], 'Did you mean "libpq"? [E_CLIENT]'],
    [['postgres'], 'more than one has a name that begins so, got "postgres". Use one of postgresjs ('],
    [['keepalive=60/10'], '[E_SETTINGS]'],
    [[], 'one setting or client at a time, got "". Write npx halfopen explain keepalive=60/10/6, or a client of'],
    [['off', 'linux'], 'one setting or client at a time, got "off linux"'],
    [['off', '--hz', '50'], 'Linux is built with 100, 250, 300, 1000, got "50"'],
    [['--lits'], 'Did you mean "--list"? [E_USAGE]'],
  ])('%o is refused with the fix', async ([args, words]) => {
    const { exitCode, stderr } = await runCli(['explain', ...args])
    expect([exitCode, stderr]).toEqual([64, expect.stringContaining(words)])
  })
})
