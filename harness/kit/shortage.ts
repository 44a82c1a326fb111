// What has run out where the system refuses, and what gives more of it: an errno alone helps nobody.
import { messageOf } from './errors.ts'

/** In words, from whatever was thrown or what lies beneath it; undefined where nothing has run out. */
export function shortageOf(thrown: unknown): Shortage | undefined {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? at.code : undefined
    const known = shortages.find(({ codes, calls }) => codes.includes(`${code}`) && (calls?.test(at.message) ?? true))
    if (known)
      return { why: `${known.what} (${messageOf(at)})`, fix: known.fix, ...(known.ofDisk ? { ofDisk: true } : {}) }
  }
  return undefined
}

/** The same for whatever was thrown: where nothing has run out, its own words and another fix alone, which is the second one otherwise. */
export function shortOr(thrown: unknown, otherwise: string): Shortage {
  const short = shortageOf(thrown)
  if (!short) return { why: messageOf(thrown), fix: otherwise }
  return { why: short.why, fix: `${short.fix}, or ${otherwise.charAt(0).toLowerCase()}${otherwise.slice(1)}` }
}

/** What there is too little of, with the system's own words, and what mends it. */
export interface Shortage {
  readonly why: string
  readonly fix: string
  /** Another disk may have more. */
  readonly ofDisk?: true
}

const shortages: readonly Known[] = [
  { codes: ['EMFILE'], what: 'too many files are open at once', fix: 'Let more be open: ulimit -n 1024' },
  { codes: ['ENFILE'], what: 'this system has too many files open', fix: 'Let it have more: sysctl -w fs.file-max' },
  { codes: ['ENOSPC'], what: 'the disk is full', fix: 'Free some space on it', ofDisk: true },
  {
    codes: ['EDQUOT'],
    what: 'your share of the disk is used up',
    fix: 'Free some of it, or ask for more',
    ofDisk: true,
  },
  { codes: ['EROFS'], what: 'the disk cannot be written to', fix: 'Remount it for writing', ofDisk: true },
  { codes: ['EFBIG'], what: 'no file may grow so large', fix: 'Let files grow: ulimit -f unlimited' },
  { codes: ['ENOMEM'], what: 'there is no memory left', fix: 'Run fewer at a time, with --workers' },
  {
    codes: ['EAGAIN', 'ERR_WORKER_INIT_FAILED'],
    calls: /spawn|fork|worker/i,
    what: 'no more processes or threads may be started',
    fix: 'Let more be started: ulimit -u, or the pids limit of the container; or run fewer at a time, with --workers',
  },
]

interface Known {
  readonly codes: readonly string[]
  /** What its message has to speak of: a code alone may mean several things. */
  readonly calls?: RegExp
  readonly what: string
  readonly fix: string
  readonly ofDisk?: true
}
