// The kernel that this process runs on, and how fine its timers are: the windows of its detectors depend on both.
import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import type { Kernel } from '../model/kernel.ts'

/** Name of the variable that spares a guest to look for what its host knows. */
export const hzVariable = 'HALFOPEN_HZ'

let found: Kernel | undefined

/** Its version, and its HZ where its configuration can be read. Undefined anywhere but on Linux. */
export function thisKernel(): Kernel | undefined {
  if (process.platform !== 'linux') return undefined
  found ??= { release: release(), ...ticks() }
  return found
}

/** CONFIG_HZ, from where distributions put a kernel's configuration. */
function ticks(): Pick<Kernel, 'hz'> {
  const told = Number(process.env[hzVariable])
  if (told > 0) return { hz: told }
  const unzip = (bytes: Buffer) => process.getBuiltinModule('node:zlib').gunzipSync(bytes)
  const places = [() => unzip(readFileSync('/proc/config.gz')), () => readFileSync(`/boot/config-${release()}`)]
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
