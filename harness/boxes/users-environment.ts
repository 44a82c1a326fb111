// What of its user's environment is the same each time: nothing that names a process, a terminal, a login, a build or a run, which are others each time.
import { createHash } from 'node:crypto'
import type { Environment } from '../model/environment.ts'
import { variable } from '../runtime/handed-on.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** Those variables, in the order of their names. */
export function usersEnvironment(all: Variables): Readonly<Record<string, string>> {
  const kept = Object.entries(all).flatMap(([name, value]) =>
    value === undefined || name === variable || ofThisTime.some(names => names.test(name))
      ? []
      : [[name, value] as const],
  )
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a record says of them. Our own are none of the user's. */
export function environmentIn(all: Variables): Environment {
  const own = Object.entries(usersEnvironment(all)).filter(([name]) => !name.startsWith(`${variable}_`))
  const hash = createHash('sha256').update(JSON.stringify(own)).digest('hex')
  return { variables: own.length, sha256: hash.slice(0, 16) }
}

const ofThisTime = [
  // npm is waiting for its script, and what Node has compiled elsewhere is there or not, as others have run: in there nothing is of either.
  /^(npm_.*|COLOR|EDITOR|INIT_CWD|NODE|NODE_COMPILE_CACHE)$/,
  // Which of its workers Vitest had free.
  /^(VITEST_WORKER_ID|VITEST_POOL_ID|JEST_WORKER_ID)$/,
  // What a shell keeps for itself.
  /^(_|SHLVL|PWD|OLDPWD)$/,
  // The terminal, of which there is none.
  /^(COLUMNS|LINES|COLORTERM|FORCE_TTY|GPG_TTY|STY|TERM_.*|TMUX.*|VTE_VERSION|WINDOW|WINDOWID)$/,
  /^(ALACRITTY|GHOSTTY|ITERM|KITTY|KONSOLE|VSCODE|WEZTERM|ZELLIJ)_.*$/,
  // The login, and sockets of its agents, to which no way leads.
  /^(DBUS_.*|DISPLAY|GPG_AGENT_INFO|ICEAUTHORITY|SESSION_MANAGER|SSH_.*|SUDO_.*|WAYLAND_DISPLAY|XAUTHORITY|XDG_SESSION_.*)$/,
  // The unit of systemd.
  /^(INVOCATION_ID|JOURNAL_STREAM|LISTEN_.*|MANAGERPID|NOTIFY_SOCKET|SYSTEMD_EXEC_PID|WATCHDOG_.*)$/,
  // The container, and which of many a pod is.
  /^(HOSTNAME|JOB_COMPLETION_INDEX|KUBERNETES_.*)$/,
  // The build, by its number, commit and address.
  /^(ACTIONS|APPVEYOR|BITBUCKET|BUILDKITE|CI|CIRCLE|DRONE|GITHUB|JENKINS|RUNNER|TRAVIS)_.*$/,
  /^(BUILD_(ID|NUMBER|TAG|URL)|JOB_(NAME|URL|DISPLAY_URL))$/,
]
