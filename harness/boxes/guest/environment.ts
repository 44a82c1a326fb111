// What programs in a guest find in their environment: the user's, but nothing that names a process, a terminal, a login or a run, which are others
// each time. How long all of it is decides when Node collects its garbage, and so when a program reads the clock: a microsecond of virtual time.
import { folderVariable } from '../../planes/plane.ts'
import { keptInGuest, variable } from '../../runtime/handed-on.ts'
import { hzVariable } from '../../runtime/this-kernel.ts'
import { boxVariable, memoryVariable, yieldsVariable } from '../../runtime/where.ts'
import type { Order } from '../box.ts'
import { memoryFolder } from '../enclosure.ts'

/** The run folder, as it is called in every guest. */
const insideFolder = '/dev/halfopen'

/** Its variables, in the order of their names. */
export function environmentOf(order: Order, hz: number): Readonly<Record<string, string>> {
  const { env = {}, memoryMb = 0, yields } = order
  const all = {
    ...Object.fromEntries(Object.entries({ ...process.env, ...env }).filter(([name]) => !isOfThisTime(name))),
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

function isOfThisTime(name: string): boolean {
  return name === variable || ofThisTime.some(names => names.test(name))
}

const ofThisTime = [
  // npm is waiting for its script, and what Node has compiled elsewhere is there or not, as others have run: in there nothing is of either.
  /^(npm_.*|NODE_COMPILE_CACHE)$/,
  // Which of its workers Vitest had free.
  /^(VITEST_WORKER_ID|VITEST_POOL_ID|JEST_WORKER_ID)$/,
  // What a shell keeps for itself.
  /^(_|SHLVL|OLDPWD)$/,
  // The terminal, of which there is none.
  /^(COLUMNS|LINES|COLORTERM|FORCE_TTY|GPG_TTY|STY|TERM_.*|TMUX.*|VTE_VERSION|WINDOW|WINDOWID)$/,
  /^(ALACRITTY|GHOSTTY|ITERM|KITTY|KONSOLE|VSCODE|WEZTERM|ZELLIJ)_.*$/,
  // The login, and sockets of its agents, to which no way leads.
  /^(DBUS_.*|DISPLAY|GPG_AGENT_INFO|ICEAUTHORITY|SESSION_MANAGER|SSH_.*|SUDO_.*|WAYLAND_DISPLAY|XAUTHORITY|XDG_SESSION_.*)$/,
  // The unit of systemd.
  /^(INVOCATION_ID|JOURNAL_STREAM|LISTEN_.*|MANAGERPID|NOTIFY_SOCKET|SYSTEMD_EXEC_PID|WATCHDOG_.*)$/,
]
