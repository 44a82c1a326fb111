// Numbers and names as the kernel wants them: host order is little-endian here (x86-64, arm64), network order is big.

export const u8 = (...values: number[]): Buffer => Buffer.from(values)
export const u16 = (value: number): Buffer => written(2, bytes => bytes.writeUInt16LE(value))
export const u32 = (...values: number[]): Buffer =>
  written(4 * values.length, bytes => {
    for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * at)
  })
export const be16 = (value: number): Buffer => written(2, bytes => bytes.writeUInt16BE(value))
export const be32 = (value: number): Buffer => written(4, bytes => bytes.writeUInt32BE(value >>> 0))
export const cstr = (text: string): Buffer => Buffer.from(`${text}\0`)

/** The text up to the first NUL. */
export function readText(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
}

/** From Node's pool, which is an order of magnitude quicker than memory of its own: every byte is written. */
function written(sizeBytes: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes)
  write(bytes)
  return bytes
}
