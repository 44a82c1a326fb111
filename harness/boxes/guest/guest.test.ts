// Method: programs of a few lines run in a real guest, as whoever runs the tests. What a program that ran on the host would also do is
// told apart by the clock, by the kernel's name, and by what is left of its files.
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { handOn } from '../../runtime/handed-on.ts'
import { runInGuest } from './fixtures/run.ts'
import { guest } from './guest.ts'
import { readArtifacts } from './unpack.ts'

const refusal = await guest.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`

describe.skipIf(refusal !== undefined)(`a guest${why}`, { timeout: 120_000 }, () => {
  test('lets a day pass while a program waits for it, in less than a thousandth of that', async () => {
    const { lines, how } = await runInGuest(`
      const start = performance.now()
      setTimeout(() => console.log(Math.round((performance.now() - start) / 1000)), 86_400_000)`)
    expect(lines).toEqual(['86400'])
    expect(how.wallMs).toBeLessThan(86_400)
  })

  test('is a kernel of its own, the one that its package says', async () => {
    const { kernel } = await readArtifacts()
    const { lines } = await runInGuest(`console.log((await import('node:os')).release())`)
    expect(lines).toEqual([kernel])
  })

  test("begins at the end of the host's day, and says so: what was signed a moment ago is valid", async () => {
    const before = Date.now()
    const { lines, how } = await runInGuest('console.log(Date.now())')
    expect(Number(lines[0])).toBeGreaterThanOrEqual(before)
    expect(Number(lines[0])).toBeLessThanOrEqual(Date.now() + 86_400_000)
    expect(Number(lines[0]) % 86_400_000).toBeLessThan(10)
    expect(how.startsAt).toMatch(/T00:00:00\.000Z$/)
  })

  test('draws the same lots with the same seed, and others with another: random bytes, cycles and ports too', async () => {
    const lots = `
      import { execFileSync } from 'node:child_process'
      import { randomBytes } from 'node:crypto'
      import { readFileSync } from 'node:fs'
      import { createServer } from 'node:net'
      console.log(Math.random(), randomBytes(8).toString('hex'), readFileSync('/proc/sys/kernel/random/uuid', 'latin1'))
      console.log(execFileSync('sh', ['-c', 'head -c 8 /dev/urandom | od -An -x; mktemp -u']).toString())
      createServer().listen(0, function () { console.log(this.address().port); this.close() })`
    const drawn = async (seed?: number) => {
      handOn({ seed })
      const { lines, how } = await runInGuest(lots)
      handOn({ seed: undefined })
      return { lines, seed: how.seed, notRepeatable: how.notRepeatable }
    }
    const [first, again, another] = [await drawn(), await drawn(), await drawn(2)]
    expect(again).toEqual(first)
    expect(first).toMatchObject({ seed: 1, notRepeatable: undefined })
    expect(another.seed).toBe(2)
    for (const [at, line] of another.lines.entries()) expect(line === '' || line !== first.lines[at]).toBe(true)
  })

  test('knows nothing of what Node has compiled on the host: its programs begin alike, whoever has run before', async () => {
    const env = { NODE_COMPILE_CACHE: '/tmp', OTHER: 'kept' }
    const { lines } = await runInGuest('console.log(process.env.NODE_COMPILE_CACHE, process.env.OTHER)', { env })
    expect(lines).toEqual(['undefined kept'])
  })

  test('begins at another time where it is told so, and says so', async () => {
    const startsAt = '2030-02-28T23:59:59.000Z'
    const ask = 'setTimeout(() => console.log(new Date().toISOString().slice(0, 19)), 2_000)'
    const { lines, how } = await runInGuest(ask, { startsAt })
    expect({ lines, startsAt: how.startsAt }).toEqual({ lines: ['2030-03-01T00:00:01'], startsAt })
  })

  test('has the memory that it is told to have, and a program that needs more is killed, which is told', async () => {
    const hungry = `
      const { spawn } = await import('node:child_process')
      const all = 'const all = []; for (let i = 0; i < 45; i++) all.push(Buffer.alloc(8 << 20, 1))'
      spawn(process.execPath, ['-e', all]).on('exit', (code, signal) => console.log(code, signal))`
    const little = await runInGuest(hungry)
    expect({ lines: little.lines, error: little.how.error }).toEqual({
      lines: ['null SIGKILL'],
      error:
        'Cannot conclude anything: the 256 MB of its guest were used up, and its kernel killed "node". ' +
        "Give a program what it needs, such as memory: '512MB' [E_MEMORY]",
    })
    const more = await runInGuest(hungry, { memoryMb: 256 })
    expect({ lines: more.lines, ...more.how }).toMatchObject({ lines: ['0 null'], memoryMb: 512 })
    expect(more.how.error).toBeUndefined()
  })

  test('ends soon where somebody waits for ever for a program that was killed for want of memory, and says that', async () => {
    const hungry = `
      const { spawn } = await import('node:child_process')
      const all = 'const all = []; for (let i = 0; i < 45; i++) all.push(Buffer.alloc(8 << 20, 1))'
      spawn(process.execPath, ['-e', all])
      setInterval(() => {}, 1)`
    await expect(runInGuest(hungry)).rejects.toThrow(
      /^Cannot conclude anything: the 256 MB .* killed "node"\. Give .* \[E_MEMORY\]$/,
    )
  })

  test('tells lines while it runs, and the last one without its end', async () => {
    const { lines } = await runInGuest(`process.stdout.write('one\\ntwo'); process.stderr.write('wrong\\n')`)
    expect(lines.toSorted()).toEqual(['one', 'two', 'wrong'])
  })

  test('keeps nothing that is written outside the run folder', async () => {
    const file = '/tmp/halfopen-written-in-a-guest'
    const { lines } = await runInGuest(`
      import { readFileSync, writeFileSync } from 'node:fs'
      writeFileSync('${file}', 'there')
      console.log(readFileSync('${file}', 'utf8'))`)
    expect({ inside: lines, outside: existsSync(file) }).toEqual({ inside: ['there'], outside: false })
  })

  test('has no way out: neither to the host nor beyond', async () => {
    const { lines } = await runInGuest(`
      import { networkInterfaces } from 'node:os'
      import { connect } from 'node:net'
      console.log(Object.keys(networkInterfaces()).join())
      connect(9, '192.0.2.1').on('error', ({ code }) => console.log(code))`)
    expect(lines).toEqual(['lo', 'ENETUNREACH'])
  })

  test('a program that computes without a pause makes the run not repeatable, and the record says so', async () => {
    const { lines, how } = await runInGuest(`
      const end = performance.now() + 500
      while (performance.now() < end);
      console.log('done')`)
    expect(lines).toEqual(['done'])
    expect(how.notRepeatable).toMatch(/^a program computed without a pause, so that time moved by \d+ ms while it ran$/)
  })

  test('one that waits in a loop of system calls goes on where they cost time, and its run is repeatable', async () => {
    const { lines, how } = await runInGuest(
      `
      const end = performance.now() + 500
      while (performance.now() < end);
      console.log('done')`,
      { yields: true },
    )
    expect({ lines, notRepeatable: how.notRepeatable }).toEqual({ lines: ['done'], notRepeatable: undefined })
  })

  test('its twin that computes a little is repeatable', async () => {
    const { how } = await runInGuest(`for (let i = 0; i < 1e6; i++);`)
    expect(how.notRepeatable).toBeUndefined()
  })

  test('what goes on past its limit of virtual time is ended, and that is an error', async () => {
    await expect(runInGuest(`setInterval(() => {}, 1000)`, { limitMs: 60_000 })).rejects.toThrow(
      'it went on past its limit of virtual time [E_GUEST]',
    )
  })

  test('what never ends by the clock of the host is ended, and the trap is named', async () => {
    await expect(runInGuest(`setInterval(() => {}, 1)`, { hostLimitMs: 1_500 })).rejects.toThrow(
      /not done within 1.5 s.*an endless loop.*--clock real \[E_GUEST_HANGS\]/,
    )
  })

  test('an interrupt ends it at once', async () => {
    const stop = new AbortController()
    const run = runInGuest(`setInterval(() => {}, 1)`, {}, stop.signal)
    setTimeout(() => stop.abort(new Error('enough')), 500)
    await expect(run).rejects.toThrow('enough')
  })

  test('leaves its folder to nobody', async () => {
    const { folder } = await runInGuest('')
    expect(existsSync(folder)).toBe(false)
  })
})
