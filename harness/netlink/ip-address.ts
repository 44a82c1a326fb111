// IP and hardware addresses as text and as bytes. IPv6 text is always the short form of RFC 5952.
import { HalfopenError } from '../kit/errors.ts'
import { AF_INET, AF_INET6 } from './libc.ts'

/** '198.18.0.1' or 'fd00::1' to 4 or 16 bytes. */
export function ipBytes(text: string): Buffer {
  if (isIpv4(text)) return Buffer.from(text.split('.').map(Number))
  if (!isIpv6(text)) throw new HalfopenError('E_ADDRESS', `Cannot read IP address: not IPv4 or IPv6, got "${text}"`)
  const [head = [], tail = []] = (text.includes('.') ? onlyHex(text) : text)
    .split('::')
    .map(half => half.split(':').filter(word => word !== ''))
  const bytes = Buffer.alloc(16)
  for (const [at, word] of head.entries()) bytes.writeUInt16BE(Number.parseInt(word, 16), 2 * at)
  for (const [at, word] of tail.entries()) bytes.writeUInt16BE(Number.parseInt(word, 16), 16 - 2 * (tail.length - at))
  return bytes
}

/** 4 or 16 bytes to text. An IPv4 address mapped into IPv6 (::ffff:0:0/96) is shown as what it is: IPv4. */
export function ipText(bytes: Buffer): string {
  return ipTextAt(bytes, 0, bytes.length)
}

/** The same of some bytes among others: 4 or as many as there are of an IPv6 address. */
export function ipTextAt(bytes: Buffer, at: number, length: number): string {
  if (length === 4) return ipv4Text(bytes, at)
  if (isMapped(bytes, at)) return ipv4Text(bytes, at + 12)
  return shortIPv6(Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(at + 2 * i).toString(16)).join(':'))
}

function ipv4Text(bytes: Buffer, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`
}

/** Whether it is an IPv4 address in an IPv6 one. */
function isMapped(bytes: Buffer, at: number): boolean {
  return bytes.compare(MAPPED, 0, MAPPED.length, at, at + MAPPED.length) === 0
}

/** 'ADDRESS/LENGTH' to its halves; the length is optional and then that of a host. */
export function cidrParts(text: string): { address: Buffer; length: number; family: number } {
  const [host = '', ...rest] = text.split('/')
  const address = ipBytes(host)
  const length = rest.join('/') || String(address.length * 8)
  // What fits into its byte goes to the kernel, which refuses it in words of its own.
  if (!/^\d{1,3}$/.test(length) || Number(length) > 255 || text.endsWith('/'))
    throw new HalfopenError('E_ADDRESS', `Cannot read network: its length is no number up to 255, got "${text}"`)
  return { address, length: Number(length), family: familyOf(address) }
}

/** AF_INET or AF_INET6. */
export const familyOf = (address: Buffer): number => (address.length === 4 ? AF_INET : AF_INET6)

/** '02:00:00:00:00:01' to 6 bytes. */
export function macBytes(text: string): Buffer {
  if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text)) return Buffer.from(text.replaceAll(':', ''), 'hex')
  throw new HalfopenError('E_ADDRESS', `Cannot read hardware address: not six bytes in hex, got "${text}"`)
}

/** Bytes to '02:00:00:00:00:01'. */
export const macText = (bytes: Buffer): string => bytes.toString('hex').replaceAll(/(?<=.)(?=(..)+$)/g, ':')

/** By expressions of our own: that of `net.isIP` for IPv6 takes as long to compile as a network takes to be made. */
function isIpv4(text: string): boolean {
  return (
    /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) &&
    text.split('.').every(part => String(Number(part)) === part && Number(part) < 256)
  )
}

/** What follows a % is a device, which has no place in an address. */
function isIpv6(text: string): boolean {
  return /^[\da-f:.]+$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]`)
}

const MAPPED = Buffer.from('00000000000000000000ffff', 'hex')

/** The last four bytes may be written as in IPv4, which the URL parser knows. */
const onlyHex = (text: string): string => new URL(`http://[${text}]`).hostname.slice(1, -1)

/** The first of its longest runs of zeros, if of more than one, becomes `::`: RFC 5952, section 4.2. The URL parser would take ten times as long. */
function shortIPv6(text: string): string {
  let zeros = ''
  let at = 0
  for (const { 0: run, index } of text.matchAll(/\b0(?::0)+\b/g))
    if (run.length > zeros.length) [zeros, at] = [run, index]
  if (zeros === '') return text
  return `${text.slice(0, Math.max(0, at - 1))}::${text.slice(at + zeros.length + 1)}`
}
