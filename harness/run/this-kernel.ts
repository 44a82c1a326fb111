// The kernel that this process runs on, and how fine its timers are: the windows of its detectors depend on both.
import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { gunzipSync } from 'node:zlib'
import type { Kernel } from '../model/record.ts'

let found: Kernel | undefined

/** Its version, and its HZ where its configuration can be read. Undefined anywhere but on Linux. */
export function thisKernel(): Kernel | undefined {
  if (process.platform !== 'linux') return undefined
  found ??= { release: release(), ...ticks() }
  return found
}

/** CONFIG_HZ, from where distributions put a kernel's configuration. */
function ticks(): Pick<Kernel, 'hz'> {
  const places = [() => gunzipSync(readFileSync('/proc/config.gz')), () => readFileSync(`/boot/config-${release()}`)]
  for (const place of places) {
    const hz = /^CONFIG_HZ=(\d+)$/m.exec(read(place))?.[1]
    if (hz !== undefined) return { hz: Number(hz) }
  }
  return {}
}

function read(place: () => Buffer): string {
  try {
    return place().toString('latin1')
  } catch {
    return ''
  }
}
