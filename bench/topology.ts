// What a network costs: made, warmed up and taken down, against Mininet's smallest one, in turns and both in sandboxes of their own.
import { join } from 'node:path'
import { execa } from 'execa'
import { requireEntrance } from '../harness/boxes/entrance.ts'
import { makeRunFolder } from '../harness/boxes/run-folder.ts'
import { sandbox } from '../harness/boxes/sandbox.ts'
import { figure, median } from './figure.ts'

const rounds = 5
const ownTopologies = 20
const mininet = ['mn', '--topo', 'single,2', '--switch', 'lxbr', '--controller', 'none', '--test', 'none'] as const

/** Both leave the start of their interpreter out: Mininet counts from its first step to its last, and so do we. */
export async function topology(): Promise<boolean> {
  const [ours, theirs, twelve]: [number[], number[], number[]] = [[], [], []]
  let lacking: string | undefined
  for (let round = 0; round < rounds; round++) {
    ours.push(...(await ownMs(2)))
    twelve.push(...(await ownMs(12)))
    const took = await mininetMs()
    if (typeof took === 'string') lacking = took
    else theirs.push(took)
  }
  const show = (times: readonly number[]) => `${Math.min(...times).toFixed(1)} - ${Math.max(...times).toFixed(1)} ms`
  const own = figure('a network up and down, median', median(ours), 'ms', 10)
  const many = figure("12 hosts' network to a pair's, median", median(twelve) / median(ours), 'x', 3)
  if (lacking !== undefined) return missing(lacking)
  process.stdout.write(`  halfopen ${show(ours)}, Mininet ${show(theirs)}\n`)
  return figure("a network up and down, ours to Mininet's", median(ours) / median(theirs), 'x', 0.1) && own && many
}

async function ownMs(hosts: number): Promise<readonly number[]> {
  await using folder = await makeRunFolder()
  const said: string[] = []
  const program = join(import.meta.dirname, 'topology.program.ts')
  const args = [program, String(ownTopologies), String(hosts)]
  const { signal } = new AbortController()
  await using box = await sandbox.start(
    { args, folder: folder.path, limitMs: 60_000, onLine: text => said.push(text) },
    signal,
  )
  await box.ended(signal)
  const figures: unknown = JSON.parse(said.findLast(line => line.startsWith('[')) ?? '[]')
  const times = Array.isArray(figures) ? figures.map(Number) : []
  if (times.length === ownTopologies) return times
  throw new Error(`the sandbox gave no figures: ${said.join(' / ')}`)
}

/** Its own figure, or why there is none. */
async function mininetMs(): Promise<number | string> {
  const [file, ...args] = await requireEntrance()
  const { all, code } = await execa(file, [...args, ...mininet], { all: true, reject: false, timeout: 60_000 })
  const took = /completed in (?<seconds>[\d.]+) seconds/.exec(all)?.groups?.seconds
  return took === undefined ? (all.trim().split('\n').at(-1) ?? String(code)) : Number(took) * 1_000
}

function missing(words: string): false {
  process.stdout.write(
    `  MISSED  Mininet did not run (${words}): apt-get install mininet bridge-utils, and run this as root\n`,
  )
  return false
}
