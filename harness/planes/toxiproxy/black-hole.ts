// A hole in the wire: nothing that enters it comes out, ends included, and what it swallowed is measured on both of its sides.
import type { Ms } from '../../model/units.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Connection, Flow } from './connection.ts'
import { type Direction, stalling } from './toxics.ts'

/** A hole in force. */
export interface BlackHole {
  readonly atMs: Ms
  readonly byMs: Ms
  /** What was read back and measured; undefined when the hole is not in force or leaked. */
  evidence(): Promise<string | undefined>
  /** Lets everything through again, and first what was held. */
  fill(): Promise<void>
}

/** Opens a hole. New connections get no further than the tap while any hole is open. */
export async function openBlackHole(testbed: ByteTestbed, directions: readonly Direction[]): Promise<BlackHole> {
  const atMs = testbed.recorder.clock.nowMs()
  testbed.tap.park()
  await testbed.tap.attentive(() => Promise.all(directions.map(direction => testbed.stall(direction))))
  const before = testbed.tap.connections.flatMap(connection => directions.map(d => levelOf(connection, d)))
  const byMs = testbed.recorder.clock.nowMs()
  return {
    atMs,
    byMs,
    evidence: () => evidenceOf(testbed, directions, before),
    fill: async () => {
      await testbed.tap.attentive(() => Promise.all(directions.map(direction => testbed.unstall(direction))))
      if (!testbed.stalled) testbed.tap.unpark()
    },
  }
}

/** What had entered by the time that the hole was in force: so much may still come out, being past it, and no more. */
interface Level {
  flow: Flow
  direction: Direction
  enteredBytes: number
  ended: boolean
}

function levelOf(connection: Connection, direction: Direction): Level {
  const flow = direction === 'upstream' ? connection.up : connection.down
  return { flow, direction, enteredBytes: flow.enteredBytes, ended: flow.ending !== undefined }
}

async function evidenceOf(
  testbed: ByteTestbed,
  directions: readonly Direction[],
  before: readonly Level[],
): Promise<string | undefined> {
  const inForce = await Promise.all(directions.map(direction => testbed.inForce(direction)))
  if (inForce.some(toxics => stalling.difference(new Set(toxics)).size > 0)) return undefined
  const leaked = before.filter(({ flow, enteredBytes, ended }) => {
    return flow.leftBytes > enteredBytes || (flow.ending && flow.endingLeft && !ended)
  })
  if (leaked.length > 0) {
    testbed.recorder.trouble(`the hole leaked: ${leaked.map(leakWords).join('; ')}`)
    return undefined
  }
  const words = directions.map((direction, i) => {
    const own = before.filter(level => level.direction === direction)
    return `toward the ${ends[direction]} ${inForce[i]?.join(' and ')} in force, ${swallowedWords(own)}`
  })
  return words.join('; ')
}

const ends = { upstream: 'server', downstream: 'client' } as const satisfies Record<Direction, string>

function swallowedWords(levels: readonly Level[]): string {
  const bytes = levels.reduce((sum, { flow }) => sum + flow.enteredBytes - flow.leftBytes, 0)
  const ended = levels.filter(({ flow }) => flow.ending && !flow.endingLeft).length
  return `${bytes} bytes ${ended > 0 ? `and ${ended === 1 ? 'one end' : `${ended} ends`} ` : ''}swallowed, none let through`
}

function leakWords({ flow, direction, enteredBytes }: Level): string {
  const bytes = Math.max(0, flow.leftBytes - enteredBytes)
  return bytes > 0 ? `${bytes} bytes reached the ${ends[direction]}` : `an end reached the ${ends[direction]}`
}
