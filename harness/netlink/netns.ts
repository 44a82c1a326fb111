// Network namespaces held by a descriptor: no name on the host, nothing left when the process ends.
import { closeSync, openSync } from 'node:fs'
import { HalfopenError } from '../kit/errors.ts'
import { libc } from './libc.ts'
import { commandIn, type Msg, type Protocol, ROUTE } from './message.ts'
import { SystemError } from './native-call.ts'
import { NetlinkSocket } from './netlink-socket.ts'

/**
 * A network namespace. It lives as long as this descriptor, a process in it or a socket in it does (an orphaned TCP
 * socket behind a black hole: 20 s). network_namespaces(7)
 */
export class Netns implements Disposable, AsyncDisposable {
  readonly name: string
  readonly #fd: number
  readonly #home: boolean
  readonly #log: CommandLog
  readonly #sockets = new Map<Protocol, NetlinkSocket>()
  #closed = false

  /** A new, empty namespace. `name` is only for errors and for the command log. E_NETNS when it is not permitted. */
  static open(name: string, log: CommandLog = () => {}): Netns {
    const before = current ?? homeDescriptor()
    try {
      libc.setns(before, CLONE_NEWNET) // is the way back open? Asked before leaving
      libc.unshare(CLONE_NEWNET)
    } catch (cause) {
      throw refused(name, cause)
    }
    try {
      const netns = new Netns(name, openSync(OWN, 'r'), false, log)
      netns.#openSocket(ROUTE) // while the thread is here
      log(`ip netns add ${name}`)
      return netns
    } finally {
      libc.setns(before, CLONE_NEWNET)
    }
  }

  /** The namespace in which this thread started. Needs no permission to read from. */
  static home(name = 'home', log: CommandLog = () => {}): Netns {
    return new Netns(name, homeDescriptor(), true, log)
  }

  private constructor(name: string, fd: number, home: boolean, log: CommandLog) {
    this.name = name
    this.#fd = fd
    this.#home = home
    this.#log = log
  }

  /** Its descriptor: for setns(2), and to give a link to this namespace. */
  get fd(): number {
    this.#mustBeOpen()
    return this.#fd
  }

  /**
   * Runs `work` with this thread inside. Sockets opened and children spawned by its synchronous part live there for
   * good; what an await or a callback does later happens outside.
   */
  run<T>(work: () => T): T {
    this.#mustBeOpen()
    const before = current ?? homeDescriptor()
    if (before === this.#fd) return work()
    libc.setns(this.#fd, CLONE_NEWNET)
    current = this.#fd
    try {
      return work()
    } finally {
      libc.setns(before, CLONE_NEWNET)
      current = before
    }
  }

  /** Carries out messages of one protocol and writes them to the command log. Throws the first refusal, as a KernelError. */
  request(...msgs: readonly Msg[]): void {
    const [first] = msgs
    if (!first) return
    this.#socket(first.protocol).request(msgs)
    for (const { command } of msgs) this.note(command)
  }

  /** The body of the kernel's single answer. */
  ask(msg: Msg): Buffer {
    return this.#socket(msg.protocol).ask(msg)
  }

  /** The bodies of all answers to a question about everything of a kind. */
  dump(msg: Msg): Buffer[] {
    return this.#socket(msg.protocol).dump(msg)
  }

  /** Writes a command to the command log, as a person would type it. */
  note(command: string): void {
    if (command !== '') this.#log(this.#home ? command : commandIn(this.name, command))
  }

  /** Lets go. Closing twice is harmless. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const socket of this.#sockets.values()) socket.close()
    if (!this.#home) closeSync(this.#fd)
  }

  [Symbol.dispose](): void {
    this.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }

  #socket(protocol: Protocol): NetlinkSocket {
    const open = this.#sockets.get(protocol)
    if (open && !this.#closed) return open
    return this.run(() => this.#openSocket(protocol))
  }

  /** In the namespace where the thread is. */
  #openSocket(protocol: Protocol): NetlinkSocket {
    const socket = new NetlinkSocket(protocol, ` in ${this.name}`)
    this.#sockets.set(protocol, socket)
    return socket
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new HalfopenError('E_NETNS', `Cannot use network namespace ${this.name}: it is closed`)
  }
}

/** Takes each command carried out, in order, so that a person can replay it. */
export type CommandLog = (command: string) => void

const CLONE_NEWNET = 0x40000000
const OWN = '/proc/thread-self/ns/net'
let home: number | undefined // each thread (Worker) has its own copy of this module, as setns(2) is per thread
let current: number | undefined

function homeDescriptor(): number {
  if (home !== undefined) return home
  try {
    home = openSync(OWN, 'r')
    return home
  } catch (cause) {
    const fix = 'Run on Linux with /proc mounted'
    throw new HalfopenError('E_NETNS', 'Cannot find network namespaces: no /proc/thread-self/ns/net here', {
      fix,
      cause,
    })
  }
}

function refused(name: string, cause: unknown): unknown {
  const [why, fix] = (cause instanceof SystemError && REASONS[cause.errno]) || []
  if (why === undefined) return cause
  return new HalfopenError('E_NETNS', `Cannot open network namespace ${name}: ${why}`, {
    ...(fix ? { fix } : {}),
    cause,
  })
}

const REASONS: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  EPERM: ['not permitted (EPERM)', 'Run as root, or inside "unshare --user --map-root-user --net"'],
  ENOSPC: ['there are too many (ENOSPC)', 'Raise sysctl user.max_net_namespaces, or end what holds the others'],
  EINVAL: ['this kernel has none (EINVAL)', 'Use a kernel built with CONFIG_NET_NS'],
  ENOSYS: ['the system call is blocked (ENOSYS)', "Allow unshare(2) and setns(2) in the container's seccomp profile"],
}
