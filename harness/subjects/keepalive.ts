// SO_KEEPALIVE on the command line of this package's own programs.
import type { Settings } from '../model/settings.ts'

/** The flag of this package's own programs. */
export function keepaliveArgs({ keepalive }: Settings): string[] {
  return keepalive ? ['--keepalive', `${keepalive.idleMs}/${keepalive.intervalMs}/${keepalive.count}`] : []
}
