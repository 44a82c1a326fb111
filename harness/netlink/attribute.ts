// Netlink attributes: a type, a length, a value, padded to four bytes, nested at will. https://docs.kernel.org/userspace-api/netlink/intro.html
import { HalfopenError } from '../kit/errors.ts'
import { u16 } from './bytes.ts'

/** One attribute. */
export function attr(type: number, value: Buffer): Buffer {
  return Buffer.concat([u16(4 + value.length), u16(type), value, padding(value.length)])
}

/** An attribute that holds attributes. */
export const nest = (type: number, ...children: Buffer[]): Buffer => attr(type | NESTED, Buffer.concat(children))

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

/** What is missing to the next four bytes. */
export const padding = (sizeBytes: number): Buffer => zeroes.subarray(0, -sizeBytes & 3)

const zeroes = Buffer.alloc(3)
const NESTED = 0x8000
const TYPE_MASK = 0x3fff
