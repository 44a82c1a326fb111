// Fifty cells at once: keepalive 1/1/3 of a client that says nothing, each in a network of its own, in one sandbox on the cores there are.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordInBox } from '../harness/boxes/record-in-box.ts'
import { makeRunFolder } from '../harness/boxes/run-folder.ts'
import { sandbox } from '../harness/boxes/sandbox.ts'
import { command } from '../harness/define/command.ts'
import { parseScenario } from '../harness/define/scenario.ts'
import { powerOff } from '../harness/faults/power-off.ts'
import type { RunRecord } from '../harness/model/record.ts'
import { asScript, type Script } from '../harness/model/scenario.ts'
import { type CapturedFrame, readPcap } from '../harness/netlink/capture/pcap.ts'
import { readSegment } from '../harness/observe/segment.ts'
import { handOn } from '../harness/runtime/handed-on.ts'
import { longestMs } from '../harness/runtime/limits.ts'
import { figure, median } from './figure.ts'

const cells = 50
const windowMs = [4_070, 4_150] as const

/** The wall time is the whole batch's, from the first script to the last record, with the sandbox's own start. */
export async function batch(): Promise<boolean> {
  await using folder = await makeRunFolder()
  handOn({ output: folder.path })
  const start = performance.now()
  const records = await run()
  const wallS = (performance.now() - start) / 1_000
  const times = await Promise.all(records.map(async record => givenUpMs(record, folder.path)))
  const words = records.flatMap(({ error, troubles }) => [...(error === undefined ? [] : [error]), ...troubles])
  for (const each of new Set(words)) process.stdout.write(`  trouble: ${each}\n`)
  const outside = times.filter(ms => !(ms >= windowMs[0] && ms <= windowMs[1]))
  process.stdout.write(`  from the server's last packet to the client's reset, in the pcap: ${spread(times)}\n`)
  process.stdout.write(`  from the fault to the kernel vantage's word: ${spread(records.map(fromFaultMs))}\n`)
  const inside = figure(`cells of ${times.length} outside ${windowMs.join(' - ')} ms`, outside.length, 'cells', 0)
  return figure('the whole batch', wallS, 's', 10) && inside && times.length === cells
}

async function run(): Promise<readonly RunRecord[]> {
  const script = cell()
  const scripts = Array.from({ length: cells - 1 }, (_, i): Script => ({ ...script, id: `batch/cell-${i + 2}` }))
  return await recordInBox(
    sandbox,
    [{ ...script, id: 'batch/cell-1' }, ...scripts],
    'netns',
    longestMs(script),
    new AbortController().signal,
  )
}

/** In Perl, which starts in a few milliseconds: the start of a hundred Nodes, 4 s of two cores, would be what is measured. */
function cell(): Script {
  const program = (name: string) => ['perl', join(import.meta.dirname, 'programs', name), '{host}', '{port}']
  const spec = {
    server: command(program('mute-server.pl'), { ready: /^listening on/ }),
    client: command(program('mute-client.pl'), {
      settings: 'keepalive=1/1/3',
    }),
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-kernel', within: '5s' },
  } as const
  return asScript(parseScenario('batch/cell', 'keepalive notices', spec, ['netns']))
}

/** The kernel's rule counts from the peer's last packet, which comes somewhat before the fault: by the packets themselves. */
async function givenUpMs({ pcap }: RunRecord, folder: string): Promise<number> {
  if (pcap === undefined) return Number.NaN
  const { frames } = readPcap(await readFile(join(folder, pcap)))
  const segments = frames.flatMap(frame => segmentOf(frame) ?? [])
  const reset = segments.find(({ rst, target }) => rst && target.port === serverPort)
  const last = segments.findLast(({ passedOn, source }) => passedOn && source.port === serverPort)
  return reset && last ? Number(reset.atNs - last.atNs) / 1e6 : Number.NaN
}

const serverPort = 7_000

/** A cooked record (LINKTYPE_LINUX_SLL2) has 20 bytes of its own in front, an Ethernet frame 14. It tells what the router passed on. */
function segmentOf({ atNs, bytes }: CapturedFrame) {
  const segment = readSegment(Buffer.concat([Buffer.alloc(12), bytes.subarray(0, 2), bytes.subarray(20)]))
  return segment && { atNs, passedOn: bytes[10] === PACKET_OUTGOING, ...segment }
}

/** packet(7) */
const PACKET_OUTGOING = 4

/** As a verdict has it. The fault comes some time after the last packet, so this is shorter. */
function fromFaultMs({ observations, steps: [fault] }: RunRecord): number {
  const lost = observations.find(({ by, kind }) => by === 'client-kernel' && kind === 'lost')
  return lost && fault ? lost.atMs - fault.byMs : Number.NaN
}

function spread(times: readonly number[]): string {
  return `${Math.min(...times).toFixed(1)} - ${Math.max(...times).toFixed(1)} ms, median ${median(times).toFixed(1)} ms`
}
