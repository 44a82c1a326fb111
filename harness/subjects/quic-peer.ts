// Where the QUIC program lives: built with the Go that is there from pinned modules into the cache, once, on first use.
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { buildStep } from '../kit/build-step.ts'
import { cachePath, makeOnce } from '../kit/cache.ts'
import { within } from '../kit/clock.ts'
import { mayExecute } from '../kit/on-path.ts'
import { folderDigest } from './folder-digest.ts'
import { inPrograms } from './programs-folder.ts'

/** The version of quic-go: programs/quic/go.mod pins it and all that it needs. */
const quicVersion = '0.65.0'

/** What it is built from. */
const sources = inPrograms('quic')

/** Fetching and building took a minute on two busy cores. */
const buildingMs = 600_000

/** The program. It is there after `buildQuicPeer`. */
export function quicPeer(): string {
  return join(place(), 'quic-peer')
}

/** What has to be installed for it: Go, as long as it is not built. */
export function quicNeeds(): Record<string, string> {
  return mayExecute(quicPeer()) ? {} : { go: 'golang-go' }
}

/** Builds it unless it is there. Rejects with E_BUILD and Go's own words. */
export async function buildQuicPeer(signal?: AbortSignal): Promise<void> {
  const ready = async (at: string) => mayExecute(join(at, 'quic-peer'))
  const make = async (limit: AbortSignal) =>
    makeOnce(place(), { signal: limit, ready, build: part => build(part, limit) })
  await within(`build the QUIC program with quic-go ${quicVersion}`, buildingMs, make, signal)
}

async function build(part: string, signal: AbortSignal): Promise<void> {
  await cp(sources, join(part, 'source'), { recursive: true })
  const spec = {
    file: 'go',
    args: ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(part, 'quic-peer'), '.'],
    env: { CGO_ENABLED: '0', GOFLAGS: '', GOOS: '', GOARCH: '' },
    cwd: join(part, 'source'),
  }
  const fix = 'Give Go 1.26 or newer, or its toolchain, and access to its module proxy'
  await buildStep(spec, { cannot: 'build the QUIC program', fix, withinMs: buildingMs, signal })
}

/** Another program is built when its sources say something else. */
function place(): string {
  return cachePath(`quic-peer-${quicVersion}-${folderDigest(sources)}-${process.platform}-${process.arch}`)
}
