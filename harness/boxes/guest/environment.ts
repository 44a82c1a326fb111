// What programs in a guest find in their environment: of the user's what is the same each time. How long all of it is decides when Node collects its
// garbage, and so when a program reads the clock: a microsecond of virtual time.
import { folderVariable } from '../../planes/plane.ts'
import { keptInGuest, variable } from '../../runtime/handed-on.ts'
import { hzVariable } from '../../runtime/this-kernel.ts'
import { boxVariable, memoryVariable, yieldsVariable } from '../../runtime/where.ts'
import type { Order } from '../box.ts'
import { memoryFolder } from '../enclosure.ts'
import { usersEnvironment } from '../users-environment.ts'

/** The run folder, as it is called in every guest. */
const insideFolder = '/dev/halfopen'

/** Its variables, in the order of their names. */
export function environmentOf(order: Order, hz: number): Readonly<Record<string, string>> {
  const { env = {}, memoryMb = 0, yields } = order
  const all = {
    ...usersEnvironment({ ...process.env, ...env }),
    ...handedOnTo(order),
    TERM: 'dumb',
    TMPDIR: memoryFolder,
    [boxVariable]: 'guest',
    [folderVariable]: insideFolder,
    [hzVariable]: String(hz),
    [memoryVariable]: String(memoryMb),
    ...(yields ? { [yieldsVariable]: '1' } : {}),
  }
  const words = Object.entries(all).map(([name, value]) => [name, inside(value ?? '', order)] as const)
  return Object.fromEntries(words.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A word that names the run folder, or what is in it, as it is called inside. */
export function inside(word: string, { folder }: Pick<Order, 'folder'>): string {
  return word === folder || word.startsWith(`${folder}/`) ? insideFolder + word.slice(folder.length) : word
}

/** Only a Vitest asks for it in there. */
function handedOnTo({ heavy, env = {} }: Order): Readonly<Record<string, string>> {
  const text = env[variable] ?? process.env[variable]
  return heavy && text !== undefined ? { [variable]: keptInGuest(text) } : {}
}
