// Method: the command line is run as a user runs it, on real programs with known options; each answer has its twin.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { execa } from 'execa'
import { describe, expect, test as plain } from 'vitest'
import { listen } from '../audit/fixtures/listen.ts'
import { startTarget, type TargetSpec } from '../audit/fixtures/target.ts'
import type { SocketOption } from '../netlink/sockopt.ts'
import { audit } from './audit.ts'
import { cli, runCli } from './fixtures/cli.ts'

const test = plain.runIf(process.platform === 'linux')
const root = process.platform === 'linux' && process.getuid?.() === 0
const good = { SO_KEEPALIVE: 1, TCP_KEEPIDLE: 10, TCP_KEEPINTVL: 5, TCP_KEEPCNT: 3, TCP_USER_TIMEOUT: 25_000 }

describe.concurrent('halfopen audit', { timeout: 120_000 }, () => {
  test('exits with 0 where each connection stays within the limit, with 1 where one does not', async () => {
    await using server = await listen()
    await using target = await startTarget(to(server.port, good))
    const run = async (within: string) => runCli(['audit', '--pid', `${target.pid}`, '--within', within])
    const [enough, short] = [await run('60s'), await run('20s')]
    expect(enough.stdout).toMatch(/keepalive 10\/5\/3, user timeout 25 s {3}25\.\d s idle, 2\d\.\d s busy {7}pass\n/)
    expect(enough.stdout).toContain('\n 1 of 1 connection stays within 60 s\n')
    expect(short.stdout).toMatch(
      / FAIL\n {3}set TCP_USER_TIMEOUT below 20 s: it is 25 s\n 1 of 1 connection falls outside 20 s\n/,
    )
    expect([enough.exitCode, short.exitCode]).toEqual([0, 1])
  })

  test('without a limit it tells, and exits with 0 also where nothing would notice', async () => {
    await using server = await listen()
    await using target = await startTarget(to(server.port, {}))
    const { stdout, exitCode } = await runCli(['audit', '--pid', `${target.pid}`])
    expect(stdout).toMatch(
      / idle .* keepalive off {3}never idle, 1\d min.* busy\n {3}silently forgotten by .*\n {3}set SO_KEEPALIVE/,
    )
    expect(exitCode).toBe(0)
  })

  test('its JSON is one object of schema 1, with each connection whole', async () => {
    await using server = await listen()
    await using target = await startTarget(to(server.port, good))
    const { stdout } = await runCli(['audit', '--pid', `${target.pid}`, '--within', '60s', '--json'])
    const some = expect.any(Number)
    const window = (mechanism: string) => ({
      kind: 'within',
      fromMs: some,
      toMs: some,
      mechanism,
      because: expect.any(String),
    })
    const { rtoMaxMs, ...detectors } = JSON.parse(stdout).connections[0].detectors
    expect([undefined, 120_000]).toContain(rtoMaxMs)
    expect(detectors).toEqual({
      keepalive: { idleMs: 10_000, intervalMs: 5_000, count: 3 },
      userTimeoutMs: 25_000,
      synRetries: some,
    })
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      kernel: { release: expect.any(String), hz: some },
      withinMs: 60_000,
      verdict: 'pass',
      processes: [
        {
          pid: target.pid,
          name: 'node target.program.ts',
          source: 'socket options',
          namespace: 'own',
          settings: { assumed: false, retries2: some, keepalive: { idleMs: some, intervalMs: some, count: some } },
          listening: [],
        },
      ],
      connections: [
        {
          pids: [target.pid],
          accepted: false,
          local: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          localPort: expect.any(Number),
          loopback: true,
          remote: `127.0.0.1:${server.port}`,
          state: 'ESTABLISHED',
          inode: some,
          now: { state: 'idle', idleMs: some, unheardMs: some, rtoMs: some, unanswered: 0 },
          detectors: expect.any(Object),
          settings: 'keepalive=10/5/3,user-timeout=25s',
          notices: { idle: window('user-timeout'), busy: window('user-timeout') },
          firewalls: { certain: [], possible: expect.any(Array) },
          advice: [],
          verdict: 'pass',
        },
      ],
      unread: [],
    })
  })

  test('a server that only listens exits with 3, and so does one whose children have the connections', async () => {
    await using server = await listen()
    await using target = await startTarget({ listen: 0, child: to(server.port, {}) })
    const alone = await runCli(['audit', '--pid', `${target.pid}`])
    const whole = await runCli(['audit', '--pid', `${target.pid}`, '--tree'])
    expect(alone.stdout).toMatch(
      /^Nothing to audit: process \d+ \(node target\.program\.ts\) has no TCP connection at the moment\. It listens on \[::\]:\d+; what it accepts begins with keepalive off\. Its child was not looked at: add --tree\. Audit it again while it is connected\.$/,
    )
    expect(whole.stdout).toContain(`127.0.0.1:${server.port}`)
    expect([alone.exitCode, whole.exitCode]).toEqual([3, 0])
  })

  test('several processes are one audit', async () => {
    await using server = await listen()
    await using one = await startTarget(to(server.port, {}))
    await using two = await startTarget(to(server.port, {}))
    const { stdout } = await runCli(['audit', '--pid', `${one.pid}`, `--pid=${two.pid}`])
    expect(stdout).toContain(`127.0.0.1:${server.port} x2   ${one.pid}, ${two.pid}`)
  })

  test('an audit that cannot begin says why and what to do, and exits with 64', async ({ expect }) => {
    const refusals = [[], ['--pid', 'web'], ['4242'], ['--pid', '1', '--tre'], ['--pid', '1', '--within', '60']]
    const ran = await Promise.all([...refusals, ['--pid', '4194305']].map(async args => runCli(['audit', ...args])))
    expect(ran.map(({ stderr }) => stderr)).toMatchInlineSnapshot(`
      [
        "Cannot read the options: no process is named, got "". Write --pid 4242 [E_USAGE]",
        "Cannot read the options: that is no process id, got "web". Write --pid 4242; pgrep -a finds it by its name [E_USAGE]",
        "Cannot read the options: that is no option, got "4242". Write --pid 4242 [E_USAGE]",
        "Cannot read the options: unknown option, got "--tre". It has --pid, --tree, --within, --json. Did you mean "--tree"? [E_USAGE]",
        "Cannot read the options: --within is a length of time, got "60". Write --within 60s [E_USAGE]",
        "Cannot audit process 4194305: there is none, or it is hidden from you. Look for it with pgrep -a, or docker inspect --format '{{.State.Pid}}' for a container's [E_NO_PROCESS]",
      ]
    `)
    expect(ran.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual(ran.map(() => [64, '']))
  })

  test('elsewhere than on Linux it says where to run it', async () => {
    const own = process.platform
    Object.defineProperty(process, 'platform', { value: 'darwin' })
    const refused = audit(['--pid', '1'])
    Object.defineProperty(process, 'platform', { value: own })
    await expect(refused).rejects.toThrow(
      'Cannot audit: only Linux shows the sockets of a process, got "darwin". ' +
        'Run it where the program runs: in the container, in the virtual machine, on the server [E_NOT_LINUX]',
    )
  })

  plain.runIf(root)("another user's process is refused to all but that user and root", async () => {
    await using server = await listen()
    await using target = await startTarget(to(server.port, {}), { uid: 65_534 })
    const run = async (uid: number) =>
      execa(process.execPath, [cli, 'audit', '--pid', `${target.pid}`], {
        reject: false,
        ...(uid && { uid, gid: uid }),
      })
    const [stranger, owner, superuser] = await Promise.all([run(65_533), run(65_534), run(0)])
    expect(stranger.stderr).toBe(
      `Cannot look into process ${target.pid} (node target.program.ts): it belongs to uid 65534, and you are uid 65533. ` +
        'Run it as root, or as uid 65534 [E_PERMISSION]',
    )
    expect([stranger, owner, superuser].map(({ exitCode }) => exitCode)).toEqual([64, 0, 0])
  })

  plain.runIf(root)('root without the capabilities of a process is refused, not shown an empty list', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const audited = [process.execPath, cli, 'audit', '--pid', `${child.pid}`]
    const without = ['setpriv', '--bounding-set', '-sys_ptrace', '--inh-caps', '-sys_ptrace', ...audited]
    const bounded = spawnSync('env', without)
    child.kill('SIGKILL')
    expect(`${bounded.stderr}`.trim()).toBe(
      `Cannot look into process ${child.pid} (sleep): it has capabilities that you have not. ` +
        'Run it with CAP_SYS_PTRACE and whatever else it has, as outside of a container [E_PERMISSION]',
    )
    expect(bounded.status).toBe(64)
  })
})

const to = (port: number, options: Partial<Record<SocketOption, number>>): TargetSpec => ({
  connect: [{ host: '127.0.0.1', port, options }],
})
