// Starts a subject at its address and lets its words and its end be seen. Ready means that it said so, or that its port accepts.
import { isOverrun } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { type Child, type Exit, type ProcessSpec, startProcess } from '../kit/process.ts'
import { suggested } from '../kit/wording/quote.ts'
import type { Host } from '../model/host.ts'
import { appOf } from '../model/observer.ts'
import { namesOwnPort } from '../model/placeholders.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName } from '../model/units.ts'
import { hearing } from '../observe/hearing.ts'
import { Readiness } from '../observe/readiness.ts'
import type { Recorder } from '../observe/recorder.ts'
import { type Addresses, type Endpoint, placed, withOwnSettings } from './placed.ts'
import { type Asking, askingHere, Readying, type Waiting } from './readying.ts'

/**
 * Starts a host's program, records its lines and its end. One that listens is ready when this resolves; another has been started.
 * Rejects with E_START, E_NOT_READY or E_PORT_TAKEN, with its last words, and with E_COMMAND where it takes settings and declares none.
 */
export async function startProgram(
  host: Host<SubjectSpec>,
  at: Addresses,
  recorder: Recorder,
  signal: AbortSignal,
  { start = startProcess, asking = askingHere, reach = () => {} }: Place = {},
): Promise<StartedProgram> {
  const { name, program: subject } = host
  const lines = (subject.ready ?? []).flatMap(sign => (sign.kind === 'line' ? [sign.pattern] : []))
  const readiness = new Readiness(lines)
  const child = await start({ ...placed(withOwnSettings(subject), host, at), ...hearing(name, recorder, readiness) })
  recorder.lastWords.speaks(() => child.handOut())
  const program = new StartedProgram(host, child, at.own)
  void child.exited.then(exit => {
    program.ended = exit
    recorder.lastWords.ended(child.heard)
    recorder.event(appOf(name), {
      kind: 'exited',
      code: exit.signal ?? `exit ${exit.code}`,
      detail: `"${subject.name}" ${howEnded(exit)}`,
    })
  })
  if (!host.listens) return program
  try {
    await ready(host, program, { at, recorder, readiness, asking, signal }, () => reach(program.endpoint))
    return program
  } catch (thrown) {
    await program[Symbol.asyncDispose]()
    throw thrown
  }
}

/** Where it is started, how its host is asked whether it is ready, and what throws where nobody could reach it there. */
interface Place {
  readonly start?: (spec: ProcessSpec) => Promise<Child>
  readonly asking?: Asking
  readonly reach?: (at: Endpoint) => void
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

/** Waits until it is ready. What keeps others from reaching it is told before anything else. */
async function ready(
  host: Host<SubjectSpec>,
  program: StartedProgram,
  its: Omit<Waiting, 'ended' | 'refuse'>,
  reach: () => void,
): Promise<void> {
  const { program: subject } = host
  const { recorder } = its
  const ended = () => program.ended !== undefined
  const readying = new Readying({ ...its, ended, refuse: () => refuseEnded(host, program, recorder) })
  try {
    const port = await readying.all(subject.ready)
    program.endpoint = { ...program.endpoint, port }
  } catch (thrown) {
    if (thrown instanceof HalfopenError && !isOverrun(thrown)) throw thrown
    reach()
    const words = lastWords(host, recorder)
    throw new HalfopenError('E_NOT_READY', `Cannot start ${serverWords(host)}: ${readying.missing} in time${words}`, {
      fix: `Check its \`ready\` and its command, or give it more time with \`setupWithin\`${lineOf(host, readying, recorder)}`,
      cause: thrown,
    })
  }
  reach()
}

/** What would match a line that it has said; a pattern that tells a port is not replaced by one that tells none. */
function lineOf({ name }: Host<SubjectSpec>, { line }: Readying, { lines }: Recorder): string {
  if (!line || line.source.includes('(?<port>')) return ''
  const own = lines.filter(({ host }) => host === name).map(({ text }) => text)
  return suggested('ready', own, name)
}

function refuseEnded(host: Host<SubjectSpec>, { ended, endpoint }: StartedProgram, recorder: Recorder): void {
  if (!ended) return
  const who = serverWords(host)
  const words = lastWords(host, recorder)
  if (/EADDRINUSE|address .*already in use/i.test(words)) {
    throw new HalfopenError('E_PORT_TAKEN', `Cannot start ${who}: port ${endpoint.port} is taken${words}`, {
      fix: namesOwnPort(host.program)
        ? 'Run it again, or end what listens there'
        : 'Let its command use {port}, or let it choose its own port and name it in `ready` as (?<port>\\d+)',
    })
  }
  throw new HalfopenError('E_NOT_READY', `Cannot start ${who}: it ${howEnded(ended)}${words}`, {
    fix: 'Run its command by hand: it has to stay up',
  })
}

/** With its host, where that is called otherwise. */
function serverWords({ name, program }: Host<SubjectSpec>): string {
  return `server "${program.name}"${name === 'server' || name === program.name ? '' : ` on ${name}`}`
}

function lastWords({ name }: Pick<Host, 'name'>, recorder: Recorder): string {
  const last = recorder.kept.lines.lastWords(name)
  return last === undefined ? '; it said nothing' : `; its last words: ${last}`
}

function howEnded({ code, signal }: Exit): string {
  return signal === undefined ? `ended with exit code ${code}` : `was ended by ${signal}`
}
