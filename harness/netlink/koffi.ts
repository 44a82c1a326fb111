// Koffi, loaded when the first call needs it, so that importing what stands on it is harmless on any platform.
import { createRequire } from 'node:module'
import type Koffi from 'koffi'

const require = createRequire(import.meta.url)
let loaded: typeof Koffi | undefined

/** Its native half alone where that is found from its other half, which need not be loaded then: each guest that starts waits for it. */
export function koffi(): typeof Koffi {
  loaded ??= native() ?? whole()
  return loaded
}

/** Undefined where this Koffi keeps it elsewhere, or has none ready-made for this machine. */
function native(): typeof Koffi | undefined {
  try {
    return createRequire(require.resolve('koffi'))(`@koromix/koffi-${process.platform}-${process.arch}`)
  } catch {
    return undefined
  }
}

function whole(): typeof Koffi {
  return require('koffi')
}
