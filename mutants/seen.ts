// What is concluded from what was seen: controls, phases, sockets, links, names, and whom a fault did not concern.
import { mutantsOf } from './mutant.ts'

const bystander = ['harness/verdict/bystander.test.ts'] as const
const byConnection = ['harness/execute/untaken-by-connection.test.ts'] as const
const undeclared = ['harness/verdict/undeclared.test.ts'] as const
const links = ['harness/verdict/links.test.ts'] as const

export const seen = [
  ...mutantsOf('harness/verdict/bystander.ts', bystander, [
    ['own.some(address.has)', 'own.every(address.has)'],
    ['own.length === 0 || own.some', 'own.some'],
    ['if ((traffic.connections.at(-1)?.id ?? 0) > traffic.connections.length) return undefined', ''],
    ['(lookup.lastAtMs ?? lookup.atMs) >= atMs', 'lookup.atMs >= atMs'],
    [' && lookup.atMs <= healedAtMs)', ')'],
    ['lookups.length >= mostKept || ', ''],
    ['name === undefined || lookup.name.toLowerCase() === name.toLowerCase()', 'true'],
    ['mayBeTold(struck, through, traffic) ? { told: true } : {}', '{}'],
  ]),
  ...mutantsOf('harness/faults/struck.ts', bystander, [
    ['one.remote === undefined || one.remote.port === port', 'one.remote?.port === port'],
    ['isAtBoth(named) : named', 'isAtOne(named) : named'],
    ['made.find(({ id }) => stood?.includes(id))', 'made[0]'],
  ]),
  ...mutantsOf('harness/verdict/depends.ts', bystander, [
    ['...connectsTo, ...connections', '...connections'],
    ['through.includes(one.from) || isOwn(one)', 'isOwn(one)'],
    ['if (to === name) found.add(from)', ''],
  ]),
  ...mutantsOf('harness/verdict/spared.ts', bystander, [
    ["if (told && (bound.expect === 'recovery' || verdict.status === 'pass')) return verdict", ''],
    ["(bound.expect === 'recovery' || verdict.status === 'pass')", 'true'],
    ['if (faults.some(one => !sparedByOne(bound, one, traffic))) return undefined', ''],
    [' && !isOver(one, step))', ')'],
    [' && !isControl(does)', ''],
  ]),
  ...mutantsOf(
    'harness/verdict/spared.ts',
    ['harness/verdict/spared.test.ts'],
    [
      ["if ((bound.expect !== 'silence') === negated)", "if (bound.expect === 'silence')"],
      ['own.length > 0 ? own : struck', 'struck'],
      ['whys.every(why => why !== undefined)', 'whys.length > 0'],
      ['!asked?.spared || why', 'why'],
      ['!onceOver || wasOver', 'true'],
      ['!onceOver || wasOver', '!onceOver'],
      ['return Math.min(endedAtMs, dueAtMs(bound, step))', 'return endedAtMs'],
      ['return Math.min(endedAtMs, dueAtMs(bound, step))', 'return dueAtMs(bound, step)'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/missed.ts',
    ['harness/verdict/missed.test.ts'],
    [
      ['[...misses, ...troublesBeside(run)]', '[...misses, ...run.troubles]'],
      ['.filter(({ number }) => number !== run.phase?.number)', ''],
      ['[...own, ...ofPhases]', '[...own]'],
    ],
  ),
  ...mutantsOf(
    'harness/cli/strict.ts',
    ['harness/cli/strict.test.ts'],
    [
      ["(clock === 'virtual' || isEarly(result))", "clock === 'virtual'"],
      ['outcome.afterMs < predictedMs[0]', 'outcome.afterMs > predictedMs[1]'],
      ['...(phases?.each ?? []).flatMap(phase => phase.bounds)', ''],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/control.ts',
    ['harness/verdict/control.test.ts'],
    [
      ['forMs: 2 * (noticedAtMs - wellMs) + leastMs', 'forMs: noticedAtMs - wellMs'],
      ["verdict.status !== (asksSilence(demand) ? 'fail' : 'pass') || control?.kind", 'control?.kind'],
      ["(asksSilence(result) && result.verdict.status === 'fail')", 'false'],
      ['isFault(step.does) ? { ...step, does: noFault() } : step', 'step'],
      ['one.atMs >= wellMs && ', ''],
      ["bound.expect === 'detection' && bound.code !== undefined && bound.code !== by.code", 'false'],
      ["does.kind !== 'heal' && ", ''],
      ['each[horizon.connections - 1]', 'each[0]'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/left-unsaid.ts',
    ['harness/verdict/left-unsaid.test.ts', 'harness/execute/left-unsaid.test.ts'],
    [
      ['if (!left || !isBarePass', 'if (true || !isBarePass'],
      ["if (control?.kind === 'detected')", 'if (false)'],
      ['.filter(one => !isAnswered(one, step))', ''],
      ['(heardMs >= byMs && quietMs <= atOnceMs)', 'heardMs >= byMs'],
      ['|| heardMs > healedAtMs', ''],
      ['(struck.length > 0 ? struck : own)', 'own.slice(0, 0)'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/alike.ts',
    ['harness/verdict/left-unsaid.test.ts', 'harness/verdict/noticed-unsaid.test.ts'],
    [['one - oneLess <= other + roomMs', 'true']],
  ),
  ...mutantsOf(
    'harness/verdict/noticed-unsaid.ts',
    ['harness/verdict/noticed-unsaid.test.ts'],
    [
      ["if (control?.kind === 'detected')", 'if (false)'],
      ['[reopened(its, seen), saidBack(its, seen)]', '[reopened(its, seen)]'],
      ['[reopened(its, seen), saidBack(its, seen)]', '[saidBack(its, seen)]'],
      ['if (isOrdinary(own.filter(({ atMs }) => atMs < step.atMs))) return undefined', ''],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/reopened.ts',
    ['harness/verdict/noticed-unsaid.test.ts'],
    [
      ['.find(one => !isAsked(one, connections))', '[0]'],
      ['if (!told) return []', ''],
      ['one.bornMs <= untilMs && isNew', 'isNew'],
      ['habits.some(', 'habits.every('],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/spoken.ts',
    ['harness/execute/untaken-by-time.test.ts'],
    [
      ["takesOf(this.#fault) !== 'time'", 'true'],
      ["takes === 'more' || (takes === 'memory' &&", "takes === 'more' || takes === 'memory' || (takes === 'time' &&"],
    ],
  ),
  ...mutantsOf(
    'harness/planes/toxiproxy/spoken.ts',
    ['harness/execute/untaken.test.ts'],
    [
      ["takesOf(fault) === 'words'", 'false'],
      ['said.lastMs !== undefined', 'false'],
      ['onceOver: true as const', ''],
    ],
  ),
  ...mutantsOf('harness/verdict/seen-settings.ts', undeclared, [
    ['nextWriteMs > afterMs ?', 'nextWriteMs > Number.POSITIVE_INFINITY ?'],
    ["one.from === host.name && one.state !== 'connecting'", 'one.from === host.name'],
    ['return { ...rest, ...toCome', 'return { ...declared, ...toCome'],
    ["sysctls['net.ipv4.tcp_retries2'] ?? declared", 'declared'],
  ]),
  ...mutantsOf('harness/verdict/kernel-alone.ts', undeclared, [
    ["if (told.mechanism !== 'told' || by === undefined || isKernel(by)) return told", 'return told'],
    ["'awaiting-answer': 'idle'", "'awaiting-answer': 'awaiting-answer'"],
    ['if (idleLimitOf(on.fault)) return', 'if (false) return'],
    ['one.nextWriteMs === undefined || isUnseen(all)', 'one.nextWriteMs === undefined'],
  ]),
  ...mutantsOf('harness/verdict/several.ts', undeclared, [
    ['every ? deciding.at(-1) : deciding[0]', 'deciding[0]'],
    ['every ? Math.max(...lows) : Math.min(...lows)', 'Math.min(...lows)'],
  ]),
  ...mutantsOf(
    'harness/verdict/socket-times.ts',
    ['harness/verdict/socket-times.test.ts'],
    [
      ["(state === 'connecting' ? [] : (socket ?? []))", '(socket ?? [])'],
      ['Math.max(...times) + nextMs', 'Math.max(...times)'],
    ],
  ),
  ...mutantsOf('harness/verdict/links.ts', links, [
    ["if (clamped === 0) return 'no SYN met its clamp'", ''],
    ['if (leftBytes === bytes) return undefined', 'return undefined'],
    ["passed + lost === 0 ? 'was met by no packet' : undefined", 'undefined'],
    ['tookMs + timerMs < leastMs ? leastMs :', 'false ? leastMs :'],
    ['tookMs > mostMs + lookMs(leastMs) + toleranceMs', 'false'],
    ['found.mtuBytes !== mtuBytes', 'found.mtuBytes === undefined'],
    [": 'nothing was read back of it'", ': undefined'],
  ]),
  ...mutantsOf(
    'harness/verdict/worst-phase.ts',
    ['harness/verdict/worst-phase.test.ts'],
    [
      ['[sorted[0], sorted.at(-1)]', '[sorted.at(-1), sorted[0]]'],
      ["bound.expect === 'silence' ? -time : time", 'time'],
      ['outcome.afterMs + outcome.uncertaintyMs', 'outcome.afterMs'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/period.ts',
    ['harness/verdict/period.test.ts'],
    [
      ['(a, b) => b - a', '(a, b) => a - b'],
      ['[quietMs + nextWriteMs]', '[nextWriteMs]'],
      ['|| bounds.some(isBeforeItsKernel)', ''],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/each-connection.ts',
    ['harness/verdict/outcome.test.ts'],
    [
      ['losses.length < standing.length', 'losses.length === 0'],
      ['id !== undefined && isStanding(seen)', 'id !== undefined'],
      ['late && late.atMs >= seen.atMs', 'late && late.atMs <= seen.atMs'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/aside.ts',
    ['harness/verdict/aside.test.ts'],
    [
      ['!known || ways.some', 'ways.some'],
      ['[...pathsOf(hosts), ...connections]', '[...pathsOf(hosts)]'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/datagrams.ts',
    ['udp/port-unreachable'],
    [
      [
        "sameEnd(error.source, flow.local) ? 'client' : 'server'",
        "sameEnd(error.source, flow.local) ? 'server' : 'client'",
      ],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/program-packet.ts',
    ['harness/execute/spared.test.ts'],
    [['const packet = segment ?? programDatagram(network, bytes)', 'const packet = programDatagram(network, bytes)']],
  ),
  ...mutantsOf('harness/planes/netns/program-packet.ts', byConnection, [
    ['segment !== undefined && isCanary(segment, segment.seq)', 'segment !== undefined && isCanary(segment)'],
    ['packet && !isAnswer(packet, atMs)', 'packet'],
  ]),
  ...mutantsOf(
    'harness/planes/netns/spoken.ts',
    ['harness/execute/untaken.test.ts'],
    [
      ['lastMs >= done.atMs', 'lastMs < done.atMs'],
      ["takesOf(this.#fault) !== 'time'", 'false'],
    ],
  ),
  ...mutantsOf('harness/planes/netns/spoken.ts', byConnection, [
    ['silent.length < own.length ?', 'false ?'],
    ['const own = made.filter(isStruck)', 'const own = made'],
    ['const silent = own.filter(one => !this.#hadSomething(one, done))', 'const silent = own'],
  ]),
  ...mutantsOf(
    'harness/planes/netns/spoken.ts',
    ['harness/execute/untaken-by-kind.test.ts'],
    [["if (takes === 'cable') this.#unseen", 'if (false) this.#unseen']],
  ),
  ...mutantsOf(
    'harness/planes/overdue.ts',
    ['harness/execute/untaken-by-kind.test.ts'],
    [['next.atMs <= healedAtMs + overdueMs', 'false']],
  ),
  ...mutantsOf('harness/verdict/spared.ts', byConnection, [
    ['one.connections === undefined || (areAll && one.connections.includes(path.id))', 'true'],
  ]),
  ...mutantsOf('harness/verdict/each-connection.ts', byConnection, [['stood.filter(id => !isSpared(id))', 'stood']]),
  ...mutantsOf('harness/verdict/sightings.ts', byConnection, [
    ['one: Connection) => !isStruck(one)', 'one: Connection) => !touches(does, one)'],
  ]),
  ...mutantsOf(
    'harness/planes/toxiproxy/black-hole.ts',
    ['harness/execute/untaken.test.ts'],
    [
      ['return known && !path.tap.isWaitedFor && ways.every', 'return known || ways.every'],
      ['why: nothingTaken(ways), onceOver: true as const', 'why: nothingTaken(ways)'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/socket-story.ts',
    ['harness/observe/socket-story.test.ts'],
    [
      ['!late && socket.retries < synRetries', 'socket.retries < synRetries'],
      ['!late && socket.retries < synRetries', '!late && socket.retries <= synRetries'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/kept-alive.ts',
    ['harness/execute/spared.test.ts'],
    [['if (!quietest?.heard) return []', 'return []']],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/memory.ts',
    ['harness/planes/netns/faults/half-done.test.ts'],
    [
      ['if (silentMs < this.#watch.limitMs - tickMs)', 'if (false)'],
      ['this.amiss ??= this.#tooLong(connection, entry, lookedMs)', ''],
    ],
  ),
]
