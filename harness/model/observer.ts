// Observers by name, written and read in one place: whose words, whose kernel, which path.
import type { HostName, Observer } from './units.ts'

/** From the host that connects to the host that it connects to. */
export interface Path {
  from: HostName
  to: HostName
}

/** A host's program, in its own words. */
export function appOf(host: HostName): Observer {
  return `${host}-app`
}

/** A host's kernel, by the state of its sockets. */
export function kernelOf(host: HostName): Observer {
  return `${host}-kernel`
}

/** Whether something is of that path. */
export function isOn({ from, to }: Path): (one: Partial<Path>) => boolean {
  return one => one.from === from && one.to === to
}

/** What passes on one path, or on any. */
export function wireOf(path?: Path): Observer {
  return path ? `wire:${path.from}>${path.to}` : 'wire'
}

/** What an observer's name says; undefined where it is none. */
export function readObserver(name: string): ReadObserver | undefined {
  if (name === 'wire') return { level: 'wire' }
  const [, from, to] = /^wire:([^>]+)>([^>]+)$/.exec(name) ?? []
  if (from !== undefined && to !== undefined) return { level: 'wire', path: { from, to } }
  const [, host, level] = /^(.+)-(app|kernel)$/.exec(name) ?? []
  return host !== undefined && (level === 'app' || level === 'kernel') ? { level, host } : undefined
}

/** An observer, taken apart. */
export type ReadObserver =
  | { readonly level: 'app' | 'kernel'; readonly host: HostName }
  | { readonly level: 'wire'; readonly path?: Path }

/** The host whose program or kernel an observer is; undefined for the wire. */
export function hostOf(observer: Observer): HostName | undefined {
  const read = readObserver(observer)
  return read?.level === 'wire' ? undefined : read?.host
}

/** Whether it is a kernel. */
export function isKernel(observer: Observer): boolean {
  return readObserver(observer)?.level === 'kernel'
}

/** Whether it is a program, in its own words. */
export function isApp(observer: Observer): boolean {
  return readObserver(observer)?.level === 'app'
}
