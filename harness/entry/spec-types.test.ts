// Method: each fault function with each of its options in each form of a scenario, compiled as a user does: with plain `strict`, and with
// `exactOptionalPropertyTypes`, which is on in this repository and changes what is inferred. An option that nobody adds to the list goes unseen.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Each option alone, and all at once; `a` and `b` are hosts. */
const narrowed = [`between: ['a', 'b']`, 'port: 5432', `connection: 'oldest'`, 'connection: 2']
const oneWay = [...narrowed, `toward: 'a'`, `toward: 'both'`]
const lasting = [`for: '5s'`]
const calls = [
  ...['noFault()', `processKill('a')`, `mtuBlackHole({ maxBytes: 1000 })`, `moveName('db.test', 'b')`],
  ...[`moveName('db.test', 'a', 'b')`, `takeover({ host: 'a', by: 'b' })`, `idleFirewall('aws-nlb')`],
  ...withEach('blackHole(', [...oneWay, ...lasting]),
  ...withEach('reset(', oneWay),
  ...withEach(`reject('reset', `, oneWay),
  ...withEach('replay(', [...oneWay, `after: '2s'`, `outOfWindow: 'ahead'`]),
  ...withEach('conntrackFlush(', [...narrowed, `onNextPacket: 'remap'`]),
  ...withEach('slow(', [...oneWay, ...lasting, `jitter: '1s'`, 'loss: 1'], `delay: '2s'`),
  ...withEach('duplicate(', [...oneWay, ...lasting], 'percent: 10'),
  ...withEach('reorder(', [...oneWay, ...lasting], `percent: 10, delay: '5ms'`),
  ...withEach('idleFirewall(', [...narrowed, `onNextPacket: 'reset'`], `idle: '30s'`),
  ...withEach(`idleFirewall('aws-nlb', `, narrowed),
  ...withEach('takeover(', [`after: '2s'`, 'announce: false'], `host: 'a', by: 'b'`),
  ...withEach(`powerOff('a', `, [`neighbours: 'unreachable'`, `backAfter: '9s'`]),
  ...withEach(`frozenPeer('a', `, lasting),
  ...withEach(`suspend('a', `, lasting),
  ...withEach(`linkDown('a', `, [`end: 'own'`]),
  ...withEach(`cpuStarvation('a', `, lasting, 'sharePercent: 5'),
  ...withEach(`cpuStarvation('a', `, [...lasting, 'nice: 0'], 'competitors: 9'),
  ...withEach('slowDns(', lasting, `delay: '8s'`),
  ...withEach('failDns(', [...lasting, `answer: 'NXDOMAIN'`]),
  ...withEach('dnsBlackHole(', lasting),
]
const wrong = [
  `blackHole({ toward: 'c' })`,
  `slow({ delay: '1s', between: ['a', 'c'] })`,
  `powerOff('c')`,
  `processKill('aa')`,
]

/** As the fault, as a step, and as a step of a list that is made beforehand. */
const forms = [
  (call: string) => ({ written: `fault: ${call}` }),
  (call: string) => ({ written: `faults: [at('0s', ${call}), at('9s', heal(0))]` }),
  (call: string) => ({ before: `const faults = [at('0s', ${call}), at('9s', heal(0))]; `, written: 'faults' }),
]

test('the list has every fault function', async () => {
  const functions = Object.keys(await import('../entry/faults.ts'))
  expect(functions.filter(name => !calls.some(call => call.startsWith(`${name}(`)))).toEqual([])
})

test.for([true, false])(
  'each fault compiles in each form with exactOptionalPropertyTypes: %s, and on a host that is none does not',
  async exactOptionalPropertyTypes => {
    await using folder = await temporaryFolder()
    const misspelt = inEachForm(wrong)
    await folder.write('right.mts', [...inEachForm(calls), pair({ written: 'fault: takeover()' })])
    await folder.write('wrong.mts', misspelt)
    const complaints = await folder.compile({ exactOptionalPropertyTypes })
    expect(complaints.filter(line => line.startsWith('right.mts'))).toEqual([])
    expect(new Set(complaints.flatMap(line => /^wrong\.mts\((\d+),/.exec(line)?.[1] ?? [])).size).toBe(misspelt.length)
  },
)

/** A call without what may be left out, with each of that, and with all that goes together. */
function withEach(call: string, options: readonly string[], needed?: string): readonly string[] {
  const written = (...more: readonly string[]) => `${call}{ ${[...(needed ? [needed] : []), ...more].join(', ')} })`
  const named = new Map(options.map(option => [option.split(':')[0], option]))
  const bare = needed ? [] : [`${call.replace(/, $/, '')})`]
  return [...bare, written(), ...options.map(option => written(option)), written(...named.values())]
}

function inEachForm(faults: readonly string[]): readonly string[] {
  return faults.flatMap(call => forms.flatMap(form => [system(form(call)), pair(form(call))]))
}

function system({ before = '', written }: Happening): string {
  return `{ ${before}scenarioTest('x', { hosts, ${written}, bounds }) }`
}

function pair({ before = '', written }: Happening): string {
  const line = `{ ${before}scenarioTest('x', { ...pair, ${written} }) }`
  return line.replaceAll(`'a'`, `'server'`).replaceAll(`'b'`, `'client'`)
}

interface Happening {
  readonly before?: string
  readonly written: string
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'halfopen-types-'))
  const paths = { halfopen: [join(root, 'harness/entry/halfopen.ts')] }
  const names = [...new Set(calls.map(call => call.split('(')[0]))]
  const preamble = `import { ${names.join(', ')}, at, command, heal, scenarioTest } from 'halfopen'
const bounds = { undetectedBy: 'wire', for: '1s' } as const
const hosts = { a: command('a {port}'), b: command('b {a.host}') }
const pair = { client: command('b {host}'), server: command('a {port}'), bounds }
`
  return {
    write: async (file: string, lines: readonly string[]) => writeFile(join(path, file), preamble + lines.join('\n')),
    async compile(more: object): Promise<readonly string[]> {
      const compilerOptions = { paths, typeRoots: [join(root, 'node_modules/@types')], ...more }
      const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.mts'] }
      await writeFile(join(path, 'tsconfig.json'), JSON.stringify(config))
      const compiler = { localDir: root, preferLocal: true, reject: false, cwd: path, stdin: 'ignore' } as const
      return (await execa('tsc', ['--pretty', 'false', '--project', path], compiler)).stdout.split('\n')
    },
    [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }),
  }
}
