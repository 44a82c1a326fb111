// The way into a sandbox of namespaces: which `unshare` works here, and when none does, exactly why and what helps.
import { readFile } from 'node:fs/promises'
import { HalfopenError } from '../kit/errors.ts'
import type { Refusal } from './box.ts'

/** The command that a sandbox's first process is put behind. */
export type Entrance = readonly [file: string, ...args: string[]]

let found: Promise<Entrance | Refusal> | undefined

/** Tries once, with a program that does nothing. What starts it is loaded then: who declares a scenario or lists them starts nothing. */
export function findEntrance(): Promise<Entrance | Refusal> {
  if (process.platform !== 'linux') return Promise.resolve(elsewhere())
  found ??= tryEntrances()
  return found
}

/** The entrance. Throws E_SANDBOX with the reason and the fix where there is none. */
export async function requireEntrance(): Promise<Entrance> {
  const entrance = await findEntrance()
  if ('reason' in entrance)
    throw new HalfopenError('E_SANDBOX', `Cannot make a sandbox: ${entrance.reason}`, { fix: entrance.fix })
  return entrance
}

function elsewhere(): Refusal {
  return { reason: `namespaces are Linux's, and this is ${process.platform}`, fix: 'Use --plane toxiproxy' }
}

/** Network, mounts and processes of its own; the first process dies with `unshare`, and everything in it with the first process. */
const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']

/** Root needs no user namespace; where root's rights are cut down, as in containers, one may still be allowed. */
async function tryEntrances(): Promise<Entrance | Refusal> {
  const asUser: Entrance = ['unshare', '--user', '--map-root-user', ...namespaces]
  const asRoot: Entrance = ['unshare', ...namespaces]
  const candidates = process.getuid?.() === 0 ? [asRoot, asUser] : [asUser]
  const refusals: string[] = []
  const { execa } = await import('execa')
  for (const [file, ...args] of candidates) {
    const { exitCode, stderr, code } = await execa(file, [...args, 'true'], {
      reject: false,
      stdin: 'ignore',
      timeout: 10_000,
    })
    if (exitCode === 0) return [file, ...args]
    if (code === 'ENOENT') return { reason: 'the program `unshare` is not on PATH', fix: 'Install util-linux' }
    refusals.push(stderr.trim() || `exit code ${exitCode}`)
  }
  return await explain(refusals.join('; '))
}

async function explain(said: string): Promise<Refusal> {
  const clues = [
    {
      file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      bad: '1',
      reason: 'AppArmor refuses user namespaces to ordinary users',
      fix: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or run as root',
    },
    {
      file: '/proc/sys/kernel/unprivileged_userns_clone',
      bad: '0',
      reason: 'this kernel refuses user namespaces to ordinary users',
      fix: 'sudo sysctl -w kernel.unprivileged_userns_clone=1, or run as root',
    },
    {
      file: '/proc/sys/user/max_user_namespaces',
      bad: '0',
      reason: 'this kernel allows no user namespaces',
      fix: 'sudo sysctl -w user.max_user_namespaces=10000, or run as root',
    },
  ]
  for (const { file, bad, reason, fix } of clues) {
    if ((await contentOf(file)) === bad) return { reason: `${reason} (${said})`, fix }
  }
  return {
    reason: `namespaces are refused (${said})`,
    fix: 'In a container, allow them: docker run --security-opt seccomp=unconfined --cap-add SYS_ADMIN, or run outside of it',
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  return await readFile(file, 'utf8').then(
    text => text.trim(),
    () => undefined,
  )
}
