// The kernel's settings of one namespace, by /proc/sys/net: read, written, and switched by an open descriptor in 0.05 ms.
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shellWord } from '../kit/shell-word.ts'
import type { Netns } from './netns.ts'

/** The value, without its line end. `key`: 'net.ipv4.ip_forward'; write '/' for '.' where a device's name has a dot. */
export function readSysctl(netns: Netns, key: string): string {
  return netns.run(() => attempt(netns, 'read', key, path => readFileSync(path, 'utf8').trim()))
}

/** Writes one value. E_SYSCTL says whether the setting is missing, is not ours to change, or refuses the value. */
export function writeSysctl(netns: Netns, key: string, value: Value): void {
  netns.run(() => attempt(netns, 'set', key, path => writeFileSync(path, `${value}`), value))
  netns.note(command(key, value))
}

/** Writes all values in their order. */
export function writeSysctls(netns: Netns, values: Readonly<Record<string, Value>>): void {
  for (const [key, value] of Object.entries(values)) writeSysctl(netns, key, value)
}

/** Opens a setting for many quick changes, such as a device's `forwarding`. */
export function openSysctl(netns: Netns, key: string): SysctlSwitch {
  const fd = netns.run(() => attempt(netns, 'open', key, path => openSync(path, 'r+')))
  let open = true
  const close = () => {
    if (open) closeSync(fd)
    open = false
  }
  const mustBeOpen = (action: string) => {
    if (!open) throw new HalfopenError('E_SYSCTL', `Cannot ${action} ${key} in ${netns.name}: it is closed`)
  }
  return {
    write: value => {
      mustBeOpen('set')
      attempt(netns, 'set', key, () => writeSync(fd, `${value}`, 0), value)
      netns.note(command(key, value))
    },
    read: () => {
      mustBeOpen('read')
      const bytes = Buffer.alloc(256)
      return bytes.toString('utf8', 0, readSync(fd, bytes, 0, bytes.length, 0)).trim()
    },
    close,
    [Symbol.dispose]: close,
  }
}

/** An open setting. It stays with its namespace, wherever the thread is. */
export interface SysctlSwitch extends Disposable {
  write(value: Value): void
  read(): string
  close(): void
}

type Value = string | number

const command = (key: string, value: Value): string => `sysctl -w ${shellWord(`${key}=${value}`)}`

function attempt<T>(netns: Netns, verb: string, key: string, work: (path: string) => T, value?: Value): T {
  if (!/^net[./]/.test(key)) {
    const text = `Cannot ${verb} ${key} in ${netns.name}: only settings under net belong to a namespace, got "${key}"`
    throw new HalfopenError('E_SYSCTL', text)
  }
  const path = `/proc/sys/${key.includes('/') ? key : key.replaceAll('.', '/')}`
  try {
    return work(path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    const got = value === undefined ? '' : `, got "${value}"`
    const fix = code === 'ENOENT' ? suggestion(path) : ''
    const text = `Cannot ${verb} ${key} in ${netns.name}: ${REASONS[code] ?? 'refused'} (${code})${got}`
    throw new HalfopenError('E_SYSCTL', text, { ...(fix ? { fix } : {}), cause })
  }
}

/** The setting beside it that is spelled most alike. */
function suggestion(path: string): string {
  try {
    return didYouMean(basename(path), readdirSync(dirname(path))).trim()
  } catch {
    return ''
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'this kernel has no such setting',
  EACCES: 'it can only be read here',
  EPERM: 'it can only be read here',
  EINVAL: 'the kernel refuses the value',
  ERANGE: 'the kernel refuses the value',
}
