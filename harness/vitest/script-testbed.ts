// The testbed in a script's hands: start, inject, wait, heal, inject again.
import type { Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { towards } from '../define/hosts.ts'
import { checkFault } from '../faults/check.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Host } from '../model/host.ts'
import { hostsNamedBy, namesIn } from '../model/placeholders.ts'
import { type Action, isFault } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import { Actor } from './actor.ts'
import { callersOf } from './frames.ts'
import { hostNamed, withHosts } from './host-names.ts'
import { namesOf, type ScriptNames } from './script-names.ts'
import type { ScriptRun } from './script-run.ts'

/** A testbed in a script's hands: start, inject, wait, heal, inject again. */
export class ScriptTestbed {
  readonly #run: ScriptRun
  /** The first host of each role: what `client`, `server` and `standby` stand for. */
  readonly #first = new Map<Role, HostName>()

  /** @internal */
  constructor(run: ScriptRun) {
    this.#run = run
  }

  /**
   * Starts a server, on a host of that name. It is ready when this resolves. One that names other hosts is a hop to them.
   * @throws E_START when there is no such program
   * @throws E_NOT_READY, E_PORT_TAKEN when it does not listen in time, or its port is taken
   */
  async server(name: string, program: Program): Promise<Actor> {
    return await this.#start('server', { ...program, name }, { connectsTo: this.#named(program), listens: true })
  }

  /**
   * Starts a second server, which takes the first one's address over. It is ready when this resolves.
   * @throws E_STEPS when there is no server yet
   * @throws E_START, E_NOT_READY, E_PORT_TAKEN when `server` would
   */
  async standby(name: string, program: Program): Promise<Actor> {
    const standsInFor = this.#serverFor(name)
    return await this.#start('standby', { ...program, name }, { connectsTo: [], listens: true, standsInFor })
  }

  /**
   * Starts a client, on a host of its program's name. It has been seen healthy when this resolves. `{host}` and `{port}` are those of the
   * server `to`, where absent of whom a name in its command stands for, or else the first one; `{name.host}` and `{name.port}` those of the
   * server of that name.
   * @throws E_STEPS when there is no server yet
   * @throws E_START when there is no such program
   * @throws E_UNHEALTHY, E_EXITED_EARLY when it has no healthy traffic in time, or ends
   */
  async client(program: Program, { to }: { to?: Actor } = {}): Promise<Actor> {
    const [named, byName] = [hostsNamedBy(program), this.#named(program)]
    const unnamed = to?.host ?? (named.length > 0 ? undefined : (byName[0] ?? this.#serverFor(program.name)))
    const placed = unnamed === undefined ? program : towards(program, unnamed)
    const connectsTo = [...new Set([...byName, ...(unnamed === undefined ? [] : [unnamed])])]
    return await this.#start('client', placed, { connectsTo, listens: false })
  }

  /**
   * Gives names to hosts that are there, for DNS to serve from now on; a `moveName()` lets one stand for another host. Who has one in its
   * command connects to the hosts that it stands for: give it before that program starts.
   * @example
   * test('follows a name', async ({ testbed }) => {
   *   const a = await testbed.server('a', server)
   *   await testbed.names({ 'db.test': { is: a, ttl: '5s' } })
   *   await testbed.client(command('node reader.js db.test {port}'))
   * })
   * @throws E_NAMES when it can be no name, or is there already
   * @throws E_HOST when it stands for a host that is not there
   * @throws E_DURATION when `ttl` is no length of time
   * @throws E_UNKNOWN_FIELD when an option is misspelt
   * @throws E_UNSUPPORTED when the plane has no names: the script is skipped then
   */
  async names(names: ScriptNames): Promise<void> {
    const frames = callersOf(this.names)
    const { session, claim } = this.#run
    const known = Object.keys(session.names)
    const parsed = namesOf(claim, names, { hosts: session.hosts, first: this.#first, known })
    await this.#run.step(
      Promise.try(() => session.name(parsed)),
      frames,
    )
  }

  /**
   * Takes steps, one after the other: faults, and commands that are run. `await using` heals them at the end of the block.
   * @throws E_STEPS when there is no client yet
   * @throws E_FAULT, E_HOST when the fault cannot be read, or names a host that is not there
   * @throws E_NO_PROGRAM when nothing runs there any more
   * @throws E_UNSUPPORTED when the plane cannot show it: the script is skipped then
   */
  async inject(...steps: readonly [Action, ...Action[]]): Promise<AsyncDisposable> {
    const frames = callersOf(this.inject)
    const stack = new AsyncDisposableStack()
    const known = this.#run.session.hosts.map(({ name }) => name)
    for (const does of steps) {
      const named = withHosts(does, known, this.#first)
      const taken = this.#run.session.take(isFault(named) ? checkFault(named) : named)
      stack.use(await this.#run.step(taken, frames))
    }
    return stack
  }

  /**
   * Lets time pass.
   * @throws E_DURATION when it is no length of time
   */
  async wait(duration: Duration): Promise<void> {
    await this.#run.wait(lengthOf('the time of wait()', duration), callersOf(this.wait))
  }

  async #start(role: Role, program: Program, joins: Omit<Host, 'name' | 'program'>): Promise<Actor> {
    const frames = callersOf(this.#start)
    const name = hostNamed(program.name, this.#run.session.hosts)
    const running = await this.#run.step(this.#run.session.start({ name, program, ...joins }), frames)
    if (!this.#first.has(role)) this.#first.set(role, name)
    return new Actor(this.#run, running)
  }

  /** The hosts that a program has to do with: those that it names, and those whose names it knows. */
  #named(program: Program): readonly HostName[] {
    const { names } = this.#run.session
    const byName = namesIn(program, Object.keys(names)).flatMap(name => names[name]?.is ?? [])
    return [...new Set([...hostsNamedBy(program), ...byName])]
  }

  #serverFor(name: string): HostName {
    const server = this.#first.get('server')
    if (server !== undefined) return server
    throw new HalfopenError('E_STEPS', `Cannot start "${name}": there is no server yet`, {
      fix: 'Start a server first: await testbed.server(...)',
    })
  }
}

type Role = 'client' | 'server' | 'standby'
