// The client and the server that a campaign measures with: its own probe, or a scenario's programs.
import type { Program } from '../define/command.ts'
import { cacheReader } from '../subjects/cache-reader.ts'
import { cacheServer } from '../subjects/cache-server.ts'
import type { Step } from './plan.ts'

/** The programs of one measurement. Throws where the settings cannot be applied to them. */
export type Programs = (step: Pick<Step, 'settings' | 'spec'>) => { readonly client: Program; readonly server: Program }

export const probes: Programs = ({ settings }) => {
  const hb = settings.heartbeat
  const ka = settings.keepalive
  return {
    client: cacheReader({
      changesEvery: '5d',
      readEvery: '1h',
      detector: {
        ...(hb
          ? { heartbeat: { every: hb.everyMs, ...(hb.deadlineMs === undefined ? {} : { deadline: hb.deadlineMs }) } }
          : {}),
        ...(ka ? { keepalive: { idle: ka.idleMs, interval: ka.intervalMs, count: ka.count } } : {}),
      },
    }),
    server: cacheServer({ changesEvery: '5d' }),
  }
}
