// A wish that settings can meet, near one that was not asked for: who advises to ask for something has to know that it is not refused.
import { requirementOptions } from './options.ts'
import { type KeepaliveSettings, onePacketMs, type Requirements } from './requirements.ts'
import { bestFor } from './search.ts'

/** For one lost packet, or else for none; undefined where no settings do either. */
export function acceptable(wanted: Omit<Requirements, 'tolerateMs'>): Acceptable | undefined {
  for (const tolerateMs of [onePacketMs, 0]) {
    const requirements = { ...wanted, tolerateMs }
    const options = requirementOptions(requirements)
    if (!known.has(options)) known.set(options, bestFor(soon(requirements)) ?? bestFor(requirements))
    const settings = known.get(options)
    if (settings) return { options, settings }
  }
  return undefined
}

/** How it is asked for, and settings that meet it. */
export interface Acceptable {
  readonly options: string
  readonly settings: KeepaliveSettings
}

/** Each failure of a run asks, and most ask alike. */
const known = new Map<string, KeepaliveSettings | undefined>()

/** What meets a sooner bound meets a later one, and is found the sooner. */
function soon(requirements: Requirements): Requirements {
  return { ...requirements, withinMs: Math.min(requirements.withinMs, 20_000) }
}
