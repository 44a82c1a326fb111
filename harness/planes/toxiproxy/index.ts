// The Toxiproxy plane: layer 4, any operating system, application-level detection only.
import type { Plane } from '../plane.ts'
import { unsupported } from './unsupported.ts'

/** Interferes with bytes on their way through a Toxiproxy and a tap on both of its sides. What it stands on is loaded when it is used. */
export const toxiproxy: Plane = {
  name: 'toxiproxy',
  tolerance: { lateMs: 100 },
  probe: async () => (await import('./findings.ts')).probe(),
  unsupported,
  prepare: async () => (await import('./provision.ts')).provision(),
  open: async (_script, journal, signal) => await (await import('./testbed.ts')).openTestbed(journal, signal),
}
