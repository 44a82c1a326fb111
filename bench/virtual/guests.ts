// The guests that run on this machine.
import { readdirSync, readFileSync } from 'node:fs'

/** Process ids, and what /proc says of them. */
export function guests(): { pid: string; status: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const ours = readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('guest-kernel-')
        return ours ? [{ pid, status: readFileSync(`/proc/${pid}/status`, 'latin1') }] : []
      } catch {
        return []
      }
    })
}
