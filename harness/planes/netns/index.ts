// The netns plane: packets between namespaces on Linux really vanish, and each kernel's own detectors can be seen at work.
import { folderVariable, type Plane } from '../plane.ts'
import { findings } from './findings.ts'
import { unsupported } from './unsupported.ts'

/** Interferes with packets in a router between client and servers. What it stands on is loaded when it is opened: importing this is harmless anywhere. */
export const netns: Plane = {
  name: 'netns',
  tolerance: { lateMs: 40 },
  boxed: true,
  findings,
  unsupported,
  lacks: async (fault, network) => (await import('./injectors.ts')).lacking(fault, network),
  open: async (setup, recorder, signal) => {
    const { openTestbed } = await import('./testbed.ts')
    return await openTestbed(setup, recorder, signal, process.env[folderVariable])
  },
}
