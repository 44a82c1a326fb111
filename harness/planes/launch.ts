// Starts a subject at its address and lets its words and its end be seen. Ready means that it said so, or that its port accepts.
import { connect } from 'node:net'
import { abortable } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { type Child, type Exit, type ProcessSpec, startProcess } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import type { Host } from '../model/host.ts'
import { appOf } from '../model/observer.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName } from '../model/units.ts'
import { hearing } from '../observe/hearing.ts'
import { Readiness } from '../observe/readiness.ts'
import type { Recorder } from '../observe/recorder.ts'
import { type Addresses, type Endpoint, placed } from './placed.ts'

/**
 * Starts a host's program, records its lines and its end. One that listens is ready when this resolves; another has been started.
 * Rejects with E_START, E_NOT_READY or E_PORT_TAKEN, with its last words.
 */
export async function startProgram(
  host: Host<SubjectSpec>,
  at: Addresses,
  recorder: Recorder,
  signal: AbortSignal,
  start: (spec: ProcessSpec) => Promise<Child> = startProcess,
  listens: (at: Endpoint) => Promise<boolean> = accepts,
): Promise<StartedProgram> {
  const { name, program: subject } = host
  const readiness = new Readiness(subject.ready)
  const child = await start({ ...placed(subject.command, host, at), ...hearing(name, recorder, readiness) })
  recorder.speaks(() => child.handOut())
  const program = new StartedProgram(host, child, at.own)
  void child.exited.then(exit => {
    program.ended = exit
    recorder.event(appOf(name), {
      kind: 'exited',
      code: exit.signal ?? `exit ${exit.code}`,
      detail: `"${subject.name}" ${howEnded(exit)}`,
    })
  })
  if (!host.listens) return program
  try {
    await ready(host, program, { recorder, readiness, listens }, signal)
    return program
  } catch (thrown) {
    await program[Symbol.asyncDispose]()
    throw thrown
  }
}

/** A program under test that runs. Disposing ends it and all that it started. */
export interface RunningProgram extends AsyncDisposable {
  readonly name: string
  readonly host: HostName
  readonly pid: number
  /** Resolves when it has ended. */
  readonly exited: Promise<void>
}

/** A program under test as a process. */
export class StartedProgram implements RunningProgram {
  readonly name: string
  readonly host: HostName
  readonly child: Child
  readonly pid: number
  readonly exited: Promise<void>
  /** Where a server listens: the port may be one that it chose itself. */
  endpoint: Endpoint
  ended: Exit | undefined

  constructor({ name, program }: Host<SubjectSpec>, child: Child, endpoint: Endpoint) {
    this.name = program.name
    this.host = name
    this.child = child
    this.pid = child.pid
    this.endpoint = endpoint
    this.exited = child.exited.then(() => {})
  }

  /** Signals the program and all that it started in its group. */
  signal(name: NodeJS.Signals): void {
    this.child.signal(name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.child[Symbol.asyncDispose]()
  }
}

/** Where a server's being ready shows. */
interface Signs {
  recorder: Recorder
  readiness: Readiness
  listens: (at: Endpoint) => Promise<boolean>
}

async function ready(
  host: Host<SubjectSpec>,
  program: StartedProgram,
  { recorder, readiness, listens }: Signs,
  signal: AbortSignal,
): Promise<void> {
  const { program: subject } = host
  const what = `start server "${subject.name}"`
  const alive = () => refuseEnded(host, program, recorder)
  try {
    const found = subject.ready
      ? await readyLine(readiness, recorder, alive, signal)
      : await abortable(
          signal,
          accepting(what, async () => listens(program.endpoint), alive, signal),
        )
    if (found !== undefined) program.endpoint = { ...program.endpoint, port: found }
  } catch (thrown) {
    if (thrown instanceof HalfopenError && thrown.code !== 'E_DEADLINE') throw thrown
    const wanted = subject.ready
      ? `no line matched /${subject.ready.source}/`
      : `port ${program.endpoint.port} did not accept`
    throw new HalfopenError('E_NOT_READY', `Cannot ${what}: ${wanted} in time${lastWords(host, recorder)}`, {
      fix: 'Check its `ready` pattern and its command, or give it more time with `setupWithin`',
      cause: thrown,
    })
  }
}

async function readyLine(
  readiness: Readiness,
  recorder: Recorder,
  alive: () => void,
  signal: AbortSignal,
): Promise<number | undefined> {
  const said = () => {
    if (!readiness.found) alive()
    return readiness.found !== undefined
  }
  await recorder.until(said, signal)
  const port = readiness.found?.groups?.port
  return port === undefined ? undefined : Number(port)
}

async function accepting(
  what: string,
  listens: () => Promise<boolean>,
  alive: () => void,
  signal: AbortSignal,
): Promise<undefined> {
  const attempt = async () => {
    alive()
    return (await listens()) || undefined
  }
  await until(what, attempt, { withinMs: 2 ** 31 - 1, everyMs: 20, signal })
}

function accepts({ host, port }: Endpoint): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ host, port })
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}

function refuseEnded(host: Host<SubjectSpec>, { ended, endpoint }: StartedProgram, recorder: Recorder): void {
  if (!ended) return
  const { name } = host.program
  const words = lastWords(host, recorder)
  if (/EADDRINUSE|address .*already in use/i.test(words)) {
    throw new HalfopenError('E_PORT_TAKEN', `Cannot start server "${name}": port ${endpoint.port} is taken${words}`, {
      fix: 'Let its command use {port}, or let it choose its own port and name it in `ready` as (?<port>\\d+)',
    })
  }
  throw new HalfopenError('E_NOT_READY', `Cannot start server "${name}": it ${howEnded(ended)}${words}`, {
    fix: 'Run its command by hand: it has to stay up',
  })
}

function lastWords({ name }: Pick<Host, 'name'>, recorder: Recorder): string {
  const last = recorder.kept.lines.lastWords(name)
  return last === undefined ? '; it said nothing' : `; its last words: ${last}`
}

function howEnded({ code, signal }: Exit): string {
  return signal === undefined ? `ended with exit code ${code}` : `was ended by ${signal}`
}
