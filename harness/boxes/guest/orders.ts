// What a guest is told when it boots: kernel/README.md says what each word is for.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderVariable } from '../../planes/plane.ts'
import { hzVariable } from '../../runtime/this-kernel.ts'
import { boxVariable, memoryVariable, yieldsVariable } from '../../runtime/where.ts'
import type { Order } from '../box.ts'
import { memoryFolder } from '../enclosure.ts'
import type { Beginning } from './seeded.ts'
import type { Unpacked } from './unpack.ts'

/** One Node or three fit into the first; a Vitest needs the second, and computes for long before it waits. */
const sizes = {
  light: { memoryMb: 256, spinMs: 2_000 },
  heavy: { memoryMb: 512, spinMs: 20_000 },
} as const

/** What a guest has, all in all. */
export function memoryOf({ heavy, memoryMb = 0 }: Pick<Order, 'heavy' | 'memoryMb'>): number {
  return sizes[heavy ? 'heavy' : 'light'].memoryMb + memoryMb
}

/**
 * Of Node. While hours pass V8 would tidy its idle heap, 0.2 s of the host's time; a first program that waits most of the time has no use for
 * threads beside its own. A Vitest has. No flag is among them that changes what V8 compiles: Node compiles its own modules anew where one does.
 */
function nodeFlags({ args, heavy }: Order): readonly string[] {
  const waits = heavy !== true && args[0]?.endsWith('.cjs')
  return ['--no-memory-reducer', ...(waits ? oneThread : [])]
}

const oneThread = [
  '--single-threaded-gc',
  '--no-concurrent-recompilation',
  '--no-concurrent-sparkplug',
  '--v8-pool-size=1',
]

/** The words of the kernel's command line. */
export function kernelArgs({ init }: Unpacked, order: Order, { seed, startsAt }: Beginning, core: number): string[] {
  const { folder, heavy, yields } = order
  return [
    `mem=${memoryOf(order)}M`,
    `time_travel.spin_ms=${sizes[heavy ? 'heavy' : 'light'].spinMs}`,
    ...(yields ? ['time_travel.syscall_ns=10000'] : []),
    'root=none',
    'rootfstype=hostfs',
    'rootflags=/',
    'ro',
    `init="${init}"`,
    `HALFOPEN_RUN=${folder}`,
    `uml_dir=${folder}/`,
    'quiet',
    'time-travel=inf-cpu',
    `time-travel-start=${BigInt(Date.parse(startsAt)) * 1_000_000n}`,
    `host-seed=${seed}`,
    `host-parent=${process.pid}`,
    `host-cpu=${core}`,
  ]
}

function isOfHost(name: string): boolean {
  return name.startsWith('npm_') || name === 'NODE_COMPILE_CACHE'
}

/** The guest's memory lies in a memfd; a temporary folder would be used in its place where these name one. */
export const guestEnv: Readonly<Record<string, string>> = { TMPDIR: '', TMP: '', TEMP: '' }

/** Writes the file that its first process reads: working directory, limit, environment, command, each word ended by a NUL byte. */
export function writeCommand({ hz }: Pick<Unpacked, 'hz'>, order: Order): void {
  const { args, folder, limitMs, env = {} } = order
  // What npm sets says that npm is waiting for its script: in there nobody is.
  // What Node has compiled elsewhere is there or not, as others have run: who finds it reads the clock less often, and its run is another one.
  const inherited = Object.entries({ ...process.env, ...env }).filter(([name]) => !isOfHost(name))
  const environment = {
    ...Object.fromEntries(inherited),
    TMPDIR: memoryFolder,
    [boxVariable]: 'guest',
    [folderVariable]: folder,
    [hzVariable]: String(hz),
    [memoryVariable]: String(order.memoryMb ?? 0),
    ...(order.yields ? { [yieldsVariable]: '1' } : {}),
  }
  const words = [
    process.cwd(),
    String(Math.ceil(limitMs / 1_000)),
    ...Object.entries(environment).map(([name, value]) => `${name}=${value ?? ''}`),
    '',
    process.execPath,
    ...nodeFlags(order),
    ...args,
  ]
  writeFileSync(join(folder, 'command'), words.map(word => `${word}\0`).join(''))
  for (const name of ['stdout', 'stderr']) writeFileSync(join(folder, name), '')
}
