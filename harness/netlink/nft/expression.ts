// The kernel's own rule language: expressions over a register. Only what the matches beside this file are made of.
import { attr, nest } from '../attribute.ts'
import { be32, cstr, u8 } from '../bytes.ts'

/** One expression as an element of a rule's list. */
export const expression = (name: string, ...data: Buffer[]): Buffer =>
  nest(LIST_ELEMENT, attr(1, cstr(name)), nest(2, ...data))

/** Loads a fact of the packet, such as its input interface, into the register. */
export const meta = (key: number): Buffer => expression('meta', attr(1, REGISTER), attr(2, be32(key)))

/** Gives the packet the register's value as such a fact. */
export const writeMeta = (key: number): Buffer => expression('meta', attr(3, REGISTER), attr(2, be32(key)))

/** Loads a fact of its connection. */
export const ct = (key: number): Buffer => expression('ct', attr(1, REGISTER), attr(2, be32(key)))

/** Loads bytes of the packet. */
export const payload = (base: number, offset: number, length: number): Buffer =>
  expression('payload', attr(1, REGISTER), attr(2, be32(base)), attr(3, be32(offset)), attr(4, be32(length)))

/** Writes the register into the packet and mends the Internet checksum at `checksumOffset`. */
export const writePayload = (base: number, offset: number, length: number, checksumOffset: number): Buffer =>
  expression(
    'payload',
    attr(5, REGISTER),
    attr(2, be32(base)),
    attr(3, be32(offset)),
    attr(4, be32(length)),
    attr(6, be32(CHECKSUM_INET)),
    attr(7, be32(checksumOffset)),
    attr(8, be32(0)),
  )

/** Writes the register into a TCP option, at `offset` from its kind, where the segment has that option. */
export const writeTcpOption = (kind: number, offset: number, length: number): Buffer =>
  expression(
    'exthdr',
    attr(2, u8(kind)),
    attr(3, be32(offset)),
    attr(4, be32(length)),
    attr(6, be32(TCP_OPTION)),
    attr(7, REGISTER),
  )

/** Puts a value into the register. */
export const immediate = (value: Buffer): Buffer => expression('immediate', attr(1, REGISTER), nest(2, attr(1, value)))

/** register = (register & mask) ^ 0 */
export const mask = (bits: Buffer): Buffer =>
  expression(
    'bitwise',
    attr(1, REGISTER),
    attr(2, REGISTER),
    attr(3, be32(bits.length)),
    nest(4, attr(1, bits)),
    nest(5, attr(1, Buffer.alloc(bits.length))),
  )

/** Turns a number of the host into network order, so that "greater" means greater. */
export const toNetworkOrder = (sizeBytes: number): Buffer =>
  expression(
    'byteorder',
    attr(1, REGISTER),
    attr(2, REGISTER),
    attr(3, be32(1)),
    attr(4, be32(sizeBytes)),
    attr(5, be32(sizeBytes)),
  )

/** Ends the rule unless the register compares so. */
export const compare = (operator: keyof typeof OPERATORS, value: Buffer): Buffer =>
  expression('cmp', attr(1, REGISTER), attr(2, be32(OPERATORS[operator])), nest(3, attr(1, value)))

export const NETWORK = 1
export const TRANSPORT = 2
export const META = { LEN: 0, PRIORITY: 2, IIFNAME: 6, OIFNAME: 7, NFPROTO: 15, L4PROTO: 16 } as const
export const CT_STATE = 0

const OPERATORS = { '==': 0, '!=': 1, '>': 4 } as const
const TCP_OPTION = 1
const REGISTER = be32(1)
const LIST_ELEMENT = 1
const CHECKSUM_INET = 1
