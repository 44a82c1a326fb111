// A mount table of one's own, held by a descriptor: files that the programs started in it find in the place of others. mount_namespaces(7)
import { closeSync, constants, openSync } from 'node:fs'
import { libc } from './libc.ts'
import { nativeCall } from './native-call.ts'

/** A file that lies over another one. Both have to be there. */
export interface Bind {
  readonly from: string
  readonly over: string
}

/** A mount table. It lives as long as this descriptor or a process in it does, and nothing of it is seen outside. */
export class Mounts implements Disposable {
  readonly #table: Place
  #closed = false

  /** A copy of this thread's table, with files bound over others. Throws a SystemError, EPERM, where that is not permitted. */
  static open(binds: readonly Bind[]): Mounts {
    const before = here()
    try {
      libc.unshare(CLONE_FS | CLONE_NEWNS)
      try {
        mount('none', '/', null, MS_REC | MS_PRIVATE, null)
        for (const { from, over } of binds) mount(from, over, null, MS_BIND, null)
        return new Mounts(here())
      } finally {
        enter(before)
      }
    } finally {
      leave(before)
    }
  }

  private constructor(table: Place) {
    this.#table = table
  }

  /** Runs `work` with this thread inside. What its synchronous part starts stays there; what an await does later happens outside. */
  run<T>(work: () => T): T {
    const before = here()
    const folder = process.cwd()
    try {
      enter(this.#table)
      try {
        chdir(folder)
        return work()
      } finally {
        enter(before)
      }
    } finally {
      leave(before)
    }
  }

  [Symbol.dispose](): void {
    if (!this.#closed) leave(this.#table)
    this.#closed = true
  }
}

/** Where a thread is: its mount table, and of that its root, which need not be the table's, and its folder. */
interface Place {
  readonly table: number
  readonly root: number
  readonly folder: number
}

function here(): Place {
  const folder = (path: string) => openSync(path, O_PATH | constants.O_DIRECTORY)
  return { table: openSync(OWN, 'r'), root: folder('/'), folder: folder('.') }
}

/** setns(2) wants a thread that shares its root and folder with nobody; threads begun since the last time share them. */
function enter({ table, root, folder }: Place): void {
  libc.unshare(CLONE_FS)
  libc.setns(table, CLONE_NEWNS)
  fchdir(root)
  chroot('.')
  fchdir(folder)
}

function leave({ table, root, folder }: Place): void {
  for (const fd of [table, root, folder]) closeSync(fd)
}

const CLONE_FS = 0x200
const CLONE_NEWNS = 0x20000
const MS_BIND = 0x1000
const MS_REC = 0x4000
const MS_PRIVATE = 0x40000
/** Needs no permission to read the folder. */
const O_PATH = 0o10000000
const OWN = '/proc/thread-self/ns/mnt'
const mount = nativeCall<[from: string, over: string, type: null, flags: number, options: null]>(
  'int mount(const char *from, const char *over, const char *type, ulong flags, const void *options)',
)
const chdir = nativeCall<[path: string]>('int chdir(const char *path)') // Node's own is refused to workers
const fchdir = nativeCall<[fd: number]>('int fchdir(int fd)')
const chroot = nativeCall<[path: string]>('int chroot(const char *path)')
