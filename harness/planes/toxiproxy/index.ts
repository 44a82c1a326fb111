// The Toxiproxy plane: layer 4, any operating system, application-level detection only.
import type { Plane } from '../plane.ts'
import { unsupported } from './unsupported.ts'

/** Interferes with bytes on their way through a Toxiproxy and a tap on both of its sides. What it stands on is loaded when it is used. */
export const toxiproxy: Plane = {
  name: 'toxiproxy',
  tolerance: { lateMs: 100 },
  imitates: true,
  findings: async () => (await import('./findings.ts')).findings(),
  unsupported,
  prepare: async signal => (await import('./provision.ts')).provision(signal),
  open: async (setup, recorder, signal) => await (await import('./testbed.ts')).openTestbed(setup, recorder, signal),
}
