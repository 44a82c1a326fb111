// Method: resolvers that Node has nothing to do with ask the same server: Go's own, and the C library's by way of Python. What one client takes
// for an answer another may not.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isInstalled } from '../../../kit/on-path.ts'
import { runOnce } from '../../../kit/run-once.ts'
import { serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { openSystem } from '../fixtures/run.ts'

const python = `import socket, sys
try: print('is', len(socket.getaddrinfo(sys.argv[1], None, socket.AF_INET, socket.SOCK_STREAM)))
except socket.gaierror as bad: print('is', bad.strerror)`

await boxed(import.meta, () => {
  test('Go cuts nothing: what does not fit a datagram it asks for by TCP, and what is not there it is told at once', async ({
    task,
    skip,
  }) => {
    if (!isInstalled('go')) skip(lacking(task, 'golang-go'))
    const built = join(process.env.TMPDIR ?? '/tmp', 'resolve')
    const source = join(import.meta.dirname, 'fixtures', 'resolve.go')
    const build = { file: 'go', args: ['build', '-o', built, source], env: { CGO_ENABLED: '0' } }
    expect(await runOnce(build, { withinMs: 120_000, signal: never })).toMatchObject({ ended: 'well' })
    expect(await saying([built])).toEqual({ many: '90', none: expect.stringContaining('no such host'), byTcp: 1 })
  })

  test('nor does the C library', async ({ task, skip }) => {
    if (!isInstalled('python3')) skip(lacking(task, 'python3'))
    expect(await saying(['python3', '-c', python])).toEqual({
      many: '90',
      none: expect.stringMatching(/not known/),
      byTcp: 1,
    })
  })
})

/** What a resolver says of a name with 90 addresses and of one that is not there, and how often it asked by TCP. */
async function saying([file = '', ...args]: readonly string[]) {
  const hosts = [serverHost(undefined, 'a'), serverHost(undefined, 'b')]
  const is = Array.from({ length: 90 }, (_, at) => (at % 2 ? 'a' : 'b'))
  await using run = await openSystem(hosts, { hosts, names: { 'many.test': { is, ttlMs: 0 } } })
  const ask = async (name: string) => {
    await run.testbed.run({ kind: 'run', on: 'b', command: { file, args: [...args, name] } }, never)
    return /^is (.*)/.exec(run.recorder.lines.at(-1)?.text ?? '')?.[1]
  }
  const [many, none] = [await ask('many.test'), await ask('nobody.test')]
  return { many, none, byTcp: run.record().lookups?.filter(({ by, type }) => by === 'tcp' && type === 'A').length }
}

const never = new AbortController().signal

/** Why a test is skipped is told out of the box by its meta. */
function lacking({ meta }: { meta: object }, program: string): string {
  return Object.assign(meta, { lacking: `it needs ${program}` }).lacking
}
