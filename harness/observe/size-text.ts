// How much was said, in a unit that people read.

/** `512 bytes`, `64 kB`, `31 MB`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 10_000) return `${sizeBytes} bytes`
  return sizeBytes < 10e6
    ? `${Math.round(sizeBytes / 1e3)} kB`
    : `${Math.round(sizeBytes / 1e6).toLocaleString('en')} MB`
}
