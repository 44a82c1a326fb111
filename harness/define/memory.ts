// Memory as its author writes it, turned into megabytes once, at the door.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'

/** `'512MB'` or `'2GB'`. */
export type Memory = `${number}${'MB' | 'GB'}`

/** Megabytes of it. Throws E_MEMORY for anything else, and for more than any guest has. */
export function parseMemory(memory: Memory): number {
  const [, amount, unit] = (typeof memory === 'string' && /^(\d+)(MB|GB)$/.exec(memory)) || []
  const megabytes = Number(amount) * (unit === 'GB' ? 1_024 : 1)
  if (megabytes >= 1 && megabytes <= mostMb) return megabytes
  throw new HalfopenError('E_MEMORY', `Cannot read the memory: it is no size of a program, got "${shown(memory)}"`, {
    fix: `Write memory: '512MB' or '2GB', up to ${mostMb / 1_024}GB, without a blank`,
  })
}

const mostMb = 32 * 1_024
