// What this process may use at the most, as the system tells it: getrlimit(2), proc_pid_limits(5).
import { readFileSync } from 'node:fs'

/** The limit of that name that is in force; undefined where there is none, or none is told. */
export function processLimit(name: 'Max open files' | 'Max processes' | 'Max file size'): number | undefined {
  const [, most] = new RegExp(`^${name} +(\\d+)`, 'm').exec(limits()) ?? []
  return most === undefined ? undefined : Number(most)
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'latin1')
  } catch {
    return ''
  }
}
