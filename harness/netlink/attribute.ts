// Netlink attributes: a type, a length, a value, padded to four bytes, nested at will. https://docs.kernel.org/userspace-api/netlink/intro.html
import { HalfopenError } from '../kit/errors.ts'

/** One attribute. */
export const attr = (type: number, value: Buffer): Buffer => filled(type, [value])

/** An attribute that holds attributes. */
export const nest = (type: number, ...children: Buffer[]): Buffer => filled(type | NESTED, children)

/** The attributes in their order, types without their flag bits. */
export function attributeList(bytes: Buffer): readonly [type: number, value: Buffer][] {
  const list: [type: number, value: Buffer][] = []
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16LE(at)
    if (length < 4 || at + length > bytes.length)
      throw new HalfopenError('E_NETLINK', `Cannot read netlink attribute: its length cannot be, got "${length}"`)
    list.push([bytes.readUInt16LE(at + 2) & TYPE_MASK, bytes.subarray(at + 4, at + length)])
    at += (length + 3) & ~3
  }
  return list
}

/** The attributes by type. Where a type repeats, the last one stays. */
export const attributes = (bytes: Buffer | undefined): Attributes => new Map(bytes && attributeList(bytes))

export type Attributes = ReadonlyMap<number, Buffer>

/** In one piece from Node's pool: a network is some thousands of these. */
function filled(type: number, values: readonly Buffer[]): Buffer {
  const length = values.reduce((sum, value) => sum + value.length, HEAD_BYTES)
  const bytes = Buffer.allocUnsafe((length + 3) & ~3)
  bytes.writeUInt16LE(length, 0)
  bytes.writeUInt16LE(type, 2)
  let at = HEAD_BYTES
  for (const value of values) at += value.copy(bytes, at)
  return bytes.fill(0, length)
}

const HEAD_BYTES = 4
const NESTED = 0x8000
const TYPE_MASK = 0x3fff
