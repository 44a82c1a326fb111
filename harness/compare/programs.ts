// The client and the server that a campaign measures with: its own probe, or a scenario's programs.
import type { Program } from '../define/command.ts'
import type { Network } from '../model/scenario.ts'
import { probeServer, probeWith } from '../subjects/probe.ts'
import type { Step } from './plan.ts'

/** The programs of one measurement, set up for it. Throws where the settings cannot be applied to them. */
export type Programs = (step: Pick<Step, 'settings' | 'spec'>) => {
  readonly client: Program
  readonly server: Program
  /** The client tells itself what it notices, and its words are what is measured. Its kernel is where it does not. */
  readonly speaks: boolean
  readonly network?: Network | undefined
  /** What the clock on the wall says as it begins. */
  readonly startsAt?: string | undefined
}

/** The built-in probe. Where the connection has to be in a state that needs something said, it asks its server something now and then. */
export const probes: Programs = ({ settings, spec: { state = 'idle' } }) => {
  const asks = isSaid[state] && settings.heartbeat === undefined
  return {
    client: probeWith(settings, { reconnect: true, ...(asks ? { writes: '1s' } : {}) }),
    server: probeServer(),
    speaks: true,
  }
}

/** In which states something has to be said. */
const isSaid = {
  idle: false,
  'awaiting-answer': true,
  'data-in-flight': true,
  connecting: false,
  'zero-window': true,
  'syn-received': false,
} as const
