// What options each command has: data, from which they are read, helped with and completed.

/** An option. Without a value it is a switch. */
export interface Option {
  /** What it takes, as the help shows it. */
  readonly value?: string
  /** It may stand several times. */
  readonly many?: true
  /** What it does, with what holds where it is absent. */
  readonly does: string
  /** All that it takes, or the beginning of it. */
  readonly such?: readonly string[]
}

/** Options by their names. */
export type OptionSet = Readonly<Record<string, Option>>

const beginning = {
  seed: { value: 'N', does: 'what all chance in virtual time follows from: a number, or random (1)', such: ['random'] },
  'starts-at': { value: 'INSTANT', does: 'the time of day in virtual time, such as 2026-03-29T00:59Z (midnight UTC)' },
} as const satisfies OptionSet

const json = { json: { does: 'data on stdout, for other programs' } } as const satisfies OptionSet
const rtt = { rtt: { value: '50ms', does: 'the round trip of the network' } } as const satisfies OptionSet
const clocks = ['virtual', 'real'] as const

const output = { output: { value: 'DIR', does: 'where the reports go (reports/out)' } } as const satisfies OptionSet
const markdown = { markdown: { does: 'tables in Markdown on stdout' } } as const satisfies OptionSet
const shard = {
  shard: { value: 'I/N', does: 'the I-th of N parts only; npx halfopen report merge makes one of them' },
} as const satisfies OptionSet
const demands = {
  strict: { does: 'exit code 1 also where a prediction was missed' },
  require: { does: 'exit code 1 also where something that a scenario needs is not installed' },
} as const satisfies OptionSet
const verbose = {
  verbose: { does: 'a line for each scenario that passed, where more than 20 ran as well' },
} as const satisfies OptionSet

/** By the name of their command. */
export const optionsOf = {
  init: {
    client: { value: 'COMMAND', does: 'what starts your client, such as "node web.js --db {host}:{port}"' },
    server: { value: 'COMMAND', does: 'what starts your server, such as "node db.js --port {port}"' },
    name: { value: 'NAME', does: "what the scenario's file is called (that of the client)" },
    ready: { value: 'PATTERN', does: 'what the server says when it is ready (proposed from what it says)' },
    connected: { value: 'PATTERN', does: 'what the client says when all is well (proposed)' },
    lost: { value: 'PATTERN', does: 'what the client says when its server is gone (proposed)' },
    within: { value: '30s', does: 'how soon it has to say so (30s)' },
    yes: { does: 'ask nothing: take what is proposed' },
  },
  lab: {
    server: { value: 'COMMAND', does: 'what starts your server, in the place of a scenario' },
    client: { value: 'COMMAND', does: 'what starts your client' },
    ready: { value: 'PATTERN', does: 'what the server says when it is ready (its port accepts)' },
    connected: { value: 'PATTERN', does: 'what the client says when all is well (its kernel and the wire tell)' },
    lost: { value: 'PATTERN', does: 'what the client says when its server is gone' },
    script: { value: 'FILE', does: 'take the steps from there, a line each, and end (the keyboard, or a pipe)' },
    plane: { value: 'PLANE', does: 'on this plane (the most truthful that is ready)', such: ['netns', 'toxiproxy'] },
    clock: { value: 'CLOCK', does: 'virtual or real time (virtual where it can be had)', such: clocks },
    ...beginning,
    output: { value: 'DIR', does: 'where the packets of virtual time go (reports/out)' },
  },
  run: {
    plane: {
      value: 'PLANE',
      does: 'on this plane only (packets; Toxiproxy beside them below 30 s)',
      such: ['netns', 'toxiproxy'],
    },
    clock: { value: 'CLOCK', does: 'virtual or real time, or both', such: [...clocks, 'both'] },
    phase: { value: 'N', does: 'this one of several phases only' },
    ...beginning,
    control: { does: 'in real time too each that noticed is run again without its faults' },
    ...demands,
    ...verbose,
    ...output,
    ...shard,
    workers: { value: 'N', does: 'so many scenario files at the same time' },
  },
  list: {},
  doctor: {},
  report: {
    format: {
      value: 'FORMAT',
      does: 'terminal, html, markdown, junit or json (terminal)',
      such: ['terminal', 'html', 'markdown', 'junit', 'json'],
    },
    against: {
      value: 'EARLIER',
      does: 'an earlier report: what became slower, faster, new, and judged otherwise, on a terminal and on the page',
    },
    'fail-slower': {
      value: '20%',
      does: 'exit code 1 where a time grew by more than that, and by more than both measurements are blurred',
    },
    ...demands,
    ...verbose,
    output: { value: 'DIR', does: 'where the one report of all parts goes (reports/out)' },
  },
  compare: {
    settings: {
      value: 'S',
      many: true,
      does: 'settings to compare, such as keepalive=60/10/6 or heartbeat=10s/5s; again for each',
      such: ['linux', 'off', 'keepalive=', 'user-timeout=', 'heartbeat='],
    },
    faults: {
      value: 'F',
      many: true,
      does: 'faults to compare them under, such as power-off/busy or blip=2s; again for each',
    },
    phases: { value: 'N', does: 'evenly spaced moments at which each fault comes (8)' },
    watch: { value: '3h', does: 'how long a loss is watched (3h)' },
    soak: { value: '1h', does: 'how long a living peer is watched (1h)' },
    within: { value: '60s', does: 'exit code 1 where a setting that was named is slower' },
    ...rtt,
    clock: { value: 'CLOCK', does: 'virtual or real (virtual)', such: clocks },
    ...beginning,
    ...output,
    ...shard,
    ...markdown,
    ...json,
  },
  recommend: {
    within: { value: '30s', does: 'how soon a loss has to be noticed' },
    tolerate: { value: '5s', does: 'a silence that has to be sat out (one lost packet; 0 for none)' },
    'idle-limit': { value: 'L', many: true, does: 'a firewall or load balancer on the way, such as azure-lb or 350s' },
    busy: { does: 'also where its program writes, before the loss or at any time after it' },
    connecting: { does: 'also while connecting' },
    ...rtt,
    for: {
      value: 'PROGRAM',
      many: true,
      does: 'the lines to paste for this program; again for each',
      such: ['Node', 'Go', 'libpq'],
    },
    prove: { does: 'measure it under each fault, and each --for on its library: exit code 1 where it is slower' },
    phases: { value: 'N', does: 'with --prove: evenly spaced moments at which each fault comes (8)' },
    clock: { value: 'CLOCK', does: 'with --prove: virtual or real (virtual)', such: clocks },
    shard: {
      value: 'I/N',
      does: 'with --prove: the I-th of N parts only; npx halfopen report merge makes one of them',
    },
    output: { value: 'DIR', does: 'with --shard: where what was measured goes (reports/out)' },
    ...json,
  },
  league: {
    client: { value: 'ID', many: true, does: 'this client library only, such as pg; again for each' },
    ...beginning,
    ...output,
    ...shard,
    merge: {
      value: 'DIR',
      many: true,
      does: 'as npx halfopen report merge DIR: measure nothing, and make one of parts; again for each',
    },
    require: { does: 'exit code 1 also where something that a client needs is missing here' },
    ...markdown,
    ...json,
  },
  explain: {
    list: { does: 'the clients that are known' },
    hz: {
      value: 'HZ',
      does: "the kernel's ticks a second: 100, 250, 300 or 1000 (250)",
      such: ['100', '250', '300', '1000'],
    },
    ...rtt,
    ...json,
  },
  audit: {
    pid: { value: 'N', many: true, does: 'the process; again for each' },
    tree: { does: 'and all that it has started' },
    within: { value: '60s', does: 'exit code 1 where a connection would be noticed later' },
    ...json,
  },
  complete: {},
} as const satisfies Readonly<Record<string, OptionSet>>

/** A command. */
export type CommandName = keyof typeof optionsOf
