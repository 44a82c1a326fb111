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

/** The same from the words of a program that failed, the last of them that tell. */
export function shortageIn(lines: readonly string[]): Shortage | undefined {
  const last = lines.findLast(line => shortages.some(({ says }) => says.test(line)))
  const known = last === undefined ? undefined : shortages.find(({ says }) => says.test(last))
  return known && { why: `${known.what} (${last?.trim()})`, fix: known.fix, ...(known.ofDisk ? { ofDisk: true } : {}) }
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
  {
    codes: ['ENFILE'],
    says: /too many open files in system/i,
    what: 'this system has too many files open',
    fix: 'Let it have more: sysctl -w fs.file-max',
  },
  {
    codes: ['EMFILE'],
    says: /too many open files/i,
    what: 'too many files are open at once',
    fix: 'Let more be open: ulimit -n 1024',
  },
  {
    codes: ['ENOSPC'],
    says: /no space left on device/i,
    what: 'the disk is full',
    fix: 'Free some space on it',
    ofDisk: true,
  },
  {
    codes: ['EDQUOT'],
    says: /disk quota exceeded/i,
    what: 'your share of the disk is used up',
    fix: 'Free some of it, or ask for more',
    ofDisk: true,
  },
  {
    codes: ['EROFS'],
    says: /read-only file system/i,
    what: 'the disk cannot be written to',
    fix: 'Remount it for writing',
    ofDisk: true,
  },
  {
    codes: ['EFBIG'],
    says: /file too large/i,
    what: 'no file may grow so large',
    fix: 'Let files grow: ulimit -f unlimited',
  },
  {
    codes: ['ENOMEM'],
    says: /cannot allocate memory|out of memory/i,
    what: 'there is no memory left',
    fix: 'Run fewer at a time, with --workers',
  },
  {
    codes: ['EAGAIN', 'ERR_WORKER_INIT_FAILED'],
    says: /resource temporarily unavailable/i,
    calls: /spawn|fork|worker/i,
    what: 'no more processes or threads may be started',
    fix: 'Let more be started: ulimit -u, or the pids limit of the container; or run fewer at a time, with --workers',
  },
]

interface Known {
  readonly codes: readonly string[]
  /** How strerror(3) has it, in whatever language a program was written. */
  readonly says: RegExp
  /** What its message has to speak of: a code alone may mean several things. */
  readonly calls?: RegExp
  readonly what: string
  readonly fix: string
  readonly ofDisk?: true
}
