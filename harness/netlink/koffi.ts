// Koffi's native half, loaded when the first call needs it, so that importing what stands on it is harmless on any platform.
import { createRequire } from 'node:module'
import type Koffi from 'koffi'

const require = createRequire(import.meta.url)
let loaded: typeof Koffi | undefined

/** A package for each platform of ours: the whole of Koffi has a script that an installation would have to allow, and each guest waits for what it loads. */
export function koffi(): typeof Koffi {
  const native: typeof Koffi = loaded ?? require(`@koromix/koffi-${process.platform}-${process.arch}`)
  loaded = native
  return native
}
