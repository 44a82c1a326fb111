// What decides about all chance in a guest: a number, and the time of day. The same two are the same run.
import { randomInt } from 'node:crypto'
import { startClock } from '../../kit/clock.ts'
import { handedOn } from '../../runtime/handed-on.ts'
import type { Order } from '../box.ts'

/** What a guest begins with. */
export interface Beginning {
  readonly seed: number
  /** ISO 8601. */
  readonly startsAt: string
}

/** What its scenario says, or else the command line, or else what is the same all day: certificates made a moment ago are valid at its end. */
export function beginningOf({ seed, startsAt }: Partial<Pick<Order, 'seed' | 'startsAt'>>): Beginning {
  const { startsAt: asked } = handedOn()
  return { seed: seed ?? seedHandedOn(), startsAt: startsAt ?? asked ?? endOfDay(startClock().startedAt) }
}

/** What the command line says. */
export function seedHandedOn(): number {
  return handedOn().seed ?? defaultSeed
}

const defaultSeed = 1

/** One that nobody chose. */
export function drawSeed(): number {
  return randomInt(1, mostSeed + 1)
}

/** Few enough digits to be told over the phone. */
export const mostSeed = 999_999_999

/** The midnight that comes, UTC. */
function endOfDay(now: string): string {
  const dayMs = 86_400_000
  return new Date((Math.floor(Date.parse(now) / dayMs) + 1) * dayMs).toISOString()
}
