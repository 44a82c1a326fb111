// What this machine has and lacks for this plane, as far as that shows outside a box, for `halfopen doctor`.
import { existsSync } from 'node:fs'
import { messageOf } from '../../kit/errors.ts'
import { koffi } from '../../netlink/koffi.ts'
import type { Finding } from '../plane.ts'

/** One finding: ready, or the first thing that is missing. Whether a box can be made is the box's own finding. */
export async function findings(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<readonly Finding[]> {
  const what = 'netns'
  if (platform !== 'linux')
    return [{ what, state: 'missing', detail: `network namespaces are Linux's, and this is ${platform}` }]
  if (arch !== 'x64' && arch !== 'arm64')
    return [
      { what, state: 'missing', detail: `the kernel's messages are written for x64 and arm64, and this is ${arch}` },
    ]
  if (!existsSync('/proc/sys/net')) {
    const fix = 'mount -t proc proc /proc'
    return [
      { what, state: 'missing', detail: 'no /proc/sys/net: /proc is not mounted, or this kernel has no network', fix },
    ]
  }
  try {
    koffi()
    return [{ what, state: 'ready', detail: 'Linux, with all that can be checked outside a box' }]
  } catch (thrown) {
    return [
      {
        what,
        state: 'missing',
        detail: `Koffi cannot be loaded: ${messageOf(thrown).split('\n')[0]}`,
        fix: 'npm install --include=optional',
      },
    ]
  }
}
