// A hole in the wire: nothing that enters it comes out, ends included, and what it swallowed is measured on both of its sides.
import type { Evidence, Spared } from '../../model/evidence.ts'
import type { Ms } from '../../model/units.ts'
import { called } from '../host-words.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Flow } from './connection.ts'
import type { TappedPath } from './tapped-path.ts'
import { stalling } from './toxics.ts'
import { type Concerns, factsOf, flowOf, inOrder, receiverOf, type Way, wordsOf } from './ways.ts'

/** A hole in force. */
export interface BlackHole {
  readonly atMs: Ms
  readonly byMs: Ms
  /** What was read back and measured; undefined when the hole is not in force or leaked. */
  evidence(): Promise<Evidence | undefined>
  /** The paths that it has taken nothing from so far, should it be over in time. */
  untouched(): readonly Spared[]
  /** Lets everything through again, and first what was held. */
  fill(): Promise<void>
}

/** Opens a hole, also in paths that come later. New connections get no further than the tap of a path while any hole is open there. */
export async function openBlackHole(testbed: ByteTestbed, concerns: Concerns): Promise<BlackHole> {
  const stalled: Stalled[] = []
  const atMs = testbed.recorder.clock.nowMs()
  const standing = await testbed.onEachPath(async path => {
    const directions = concerns(path)
    if (directions.length === 0) return
    await path.change(directions, direction => path.stall(direction))
    stalled.push(...directions.map(direction => ({ path, direction, levels: levelsOf({ path, direction }) })))
  })
  const byMs = testbed.recorder.clock.nowMs()
  return {
    atMs,
    byMs,
    evidence: () => evidenceOf(testbed, inOrder(testbed.paths, stalled)),
    untouched: () =>
      [...Map.groupBy(stalled, ({ path }) => path)]
        .filter(([path, ways]) => isUntouched(path, ways))
        .map(([{ from, to }, ways]) => ({ from, to, why: nothingTaken(ways), onceOver: true as const })),
    fill: async () => {
      standing[Symbol.dispose]()
      const paths = new Set(stalled.map(({ path }) => path))
      await Promise.all([...paths].map(path => path.change(concerns(path), direction => path.unstall(direction))))
    },
  }
}

/** A way in the hole. */
interface Stalled extends Way {
  readonly levels: readonly Level[]
}

/** What had entered by the time that the hole was in force: so much may still come out, being past it, and no more. */
interface Level {
  readonly flow: Flow
  readonly enteredBytes: number
  readonly ended: boolean
}

function levelsOf({ path, direction }: Way): readonly Level[] {
  return path.tap.connections.map(connection => {
    const flow = flowOf(connection, direction)
    return { flow, enteredBytes: flow.enteredBytes, ended: flow.ending !== undefined }
  })
}

async function evidenceOf({ recorder }: ByteTestbed, stalled: readonly Stalled[]): Promise<Evidence | undefined> {
  const inForce = await Promise.all(stalled.map(({ path, direction }) => path.inForce(direction)))
  if (inForce.some(toxics => stalling.difference(new Set(toxics)).size > 0)) return undefined
  const leaks = stalled.flatMap(way => way.levels.filter(hasLeaked).map(level => leakWords(level, way)))
  if (leaks.length > 0) {
    recorder.trouble(`the hole leaked: ${leaks.join('; ')}`)
    return undefined
  }
  const words = stalled.map((way, i) => {
    return `${wordsOf(way, stalled)} ${inForce[i]?.join(' and ')} in force, ${swallowedWords(way)}`
  })
  const facts = {
    ...factsOf(
      'swallowedBytes',
      stalled.map(way => [way, swallowedBytes(way)]),
    ),
    ...factsOf(
      'endsSwallowed',
      stalled.map(way => [way, endsSwallowed(way)]),
    ),
  }
  return { text: words.join('; '), facts }
}

/** Nobody has said anything on it since, nor tried to connect. */
function isUntouched(path: TappedPath, ways: readonly Stalled[]): boolean {
  const known = ways.every(({ levels }) => levels.length === path.tap.connections.length)
  return known && !path.tap.isWaitedFor && ways.every(way => swallowedBytes(way) + endsSwallowed(way) === 0)
}

function nothingTaken(ways: readonly Way[]): string {
  const ends = ways.map(({ path, direction }) => receiverOf(path, direction))
  const unsaid =
    ends.length === 1 ? `nothing was said to ${ends[0]}` : `${ends.join(' and ')} said nothing to each other`
  return `${unsaid} while it lasted: the hole took nothing`
}

function hasLeaked({ flow, enteredBytes, ended }: Level): boolean {
  return flow.leftBytes > enteredBytes || (flow.ending !== undefined && flow.endingLeft && !ended)
}

function swallowedBytes({ levels }: Stalled): number {
  return levels.reduce((sum, { flow }) => sum + flow.enteredBytes - flow.leftBytes, 0)
}

function endsSwallowed({ levels }: Stalled): number {
  return levels.filter(({ flow }) => flow.ending && !flow.endingLeft).length
}

function swallowedWords(way: Stalled): string {
  const ends = endsSwallowed(way)
  const endWords = ends > 0 ? `and ${ends === 1 ? 'one end' : `${ends} ends`} ` : ''
  return `${swallowedBytes(way)} bytes ${endWords}swallowed, none let through`
}

function leakWords({ flow, enteredBytes }: Level, { path, direction }: Way): string {
  const bytes = Math.max(0, flow.leftBytes - enteredBytes)
  return `${bytes > 0 ? `${bytes} bytes` : 'an end'} reached ${called(receiverOf(path, direction))}`
}
