// The Toxiproxy plane: layer 4, any operating system, application-level detection only.
import type { Plane } from '../plane.ts'
import { probe } from './probe.ts'
import { provision } from './provision.ts'
import { openTestbed } from './testbed.ts'
import { unsupported } from './unsupported.ts'

/** Interferes with bytes on their way through a Toxiproxy and a tap on both of its sides. */
export const toxiproxy: Plane = {
  name: 'toxiproxy',
  tolerance: { lateMs: 100 },
  probe,
  unsupported,
  prepare: async () => provision(),
  open: async (_script, journal, signal) => await openTestbed(journal, signal),
}
