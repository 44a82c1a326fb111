// Programs as another user, as far as this process may: root becomes anybody, root of a user namespace can only look like somebody, and
// everybody else stays himself.
import { chownSync, readFileSync } from 'node:fs'
import { HalfopenError } from './errors.ts'

/** How a program comes to run as a user. */
export type Standing =
  | { readonly how: 'becomes'; readonly uid: number; readonly gid: number; readonly env: Env }
  /** Its process looks like that user to itself, in a user namespace of its own, and is this one's to everybody else. */
  | { readonly how: 'looks like'; readonly uid: number; readonly gid: number; readonly env: Env }
  | { readonly how: 'stays'; readonly why?: string }

/** Looks a user up. Throws E_USER where root is asked for one that nobody knows. */
export function standingOf(user: string | undefined): Standing {
  const own = process.getuid?.()
  const found = user === undefined ? undefined : known(user)
  if (user === undefined || own === undefined || found?.uid === own) return { how: 'stays' }
  if (own !== 0) return { how: 'stays', why: `only root may become ${user}` }
  if (!found)
    throw new HalfopenError('E_USER', `Cannot run a program as another user: there is no such user, got "${user}"`, {
      fix: 'Use a name of /etc/passwd: does the package that makes this user need to be installed?',
    })
  const { uid, gid, home } = found
  const env = { HOME: home, USER: user, LOGNAME: user }
  return { how: isMapped('uid', uid) && isMapped('gid', gid) ? 'becomes' : 'looks like', uid, gid, env }
}

/** What is started so that a program runs as a user: `env` is what that user's environment has besides. */
export function startAs(user: string | undefined, file: string, args: readonly string[]): StartedAs {
  const standing = standingOf(user)
  if (standing.how === 'stays') return { file, args, env: {}, ids: {} }
  const { uid, gid, env } = standing
  if (standing.how === 'becomes') return { file, args, env, ids: { uid, gid } }
  const entrance = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--', file, ...args]
  return { file: 'unshare', args: entrance, env, ids: {} }
}

/** Gives a file or a folder to a user, where he is another one to the kernel. */
export function giveTo(user: string | undefined, path: string): void {
  const standing = standingOf(user)
  if (standing.how === 'becomes') chownSync(path, standing.uid, standing.gid)
}

interface StartedAs {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Env
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

type Env = Readonly<Record<string, string>>

/** passwd(5) */
function known(name: string): { uid: number; gid: number; home: string } | undefined {
  const line = read('/etc/passwd').find(text => text.startsWith(`${name}:`))
  const [, , uid, gid, , home = '/'] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid), home }
}

/** user_namespaces(7): each line is a range of ids in here, where it begins outside, and its length. */
function isMapped(kind: 'uid' | 'gid', id: number): boolean {
  const ranges = read(`/proc/self/${kind}_map`).flatMap(line => {
    const [first, , length] = line.trim().split(/\s+/).map(Number)
    return first === undefined || length === undefined ? [] : [{ first, length }]
  })
  return ranges.length === 0 || ranges.some(({ first, length }) => id >= first && id < first + length)
}

function read(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line !== '')
  } catch {
    return []
  }
}
