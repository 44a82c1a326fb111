// Requirements as the options of a command line.
import type { Ms } from '../model/units.ts'
import { onePacketMs, type Requirements } from './requirements.ts'

/** `--within 30s --tolerate 5s --idle-limit azure-lb --busy`, as it would be written. */
export function requirementOptions({ withinMs, tolerateMs, limits, busy, connecting, rttMs }: Requirements): string {
  return [
    `--within ${spelled(withinMs)}`,
    ...(tolerateMs === onePacketMs ? [] : [`--tolerate ${tolerateMs === 0 ? 0 : spelled(tolerateMs)}`]),
    ...limits.map(({ name }) => `--idle-limit ${name}`),
    ...(busy ? ['--busy'] : []),
    ...(connecting ? ['--connecting'] : []),
    ...(rttMs === undefined ? [] : [`--rtt ${spelled(rttMs)}`]),
  ].join(' ')
}

/** In the largest unit of which it is a whole number, from seconds to days. */
export function spelled(ms: Ms): string {
  const [unit, letter] = units.find(([length]) => ms % length === 0) ?? [1, 'ms']
  return `${ms / unit}${letter}`
}

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const
