// Rebuilds the guest kernel and its init in a temporary folder and says whether they are the ones that ship, byte for byte.
//   node kernel/build.ts            exit 0: the same, 1: not, 2: cannot be built here
//   node kernel/build.ts --update   ships what was built: writes linux.zst, init.zst and artifacts.json
// Installs nothing: build.sh names the packages that are missing. `--any` is handed on to it.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

const PROGRAMS = ['linux', 'init'] as const
const PACKING = { params: { [constants.ZSTD_c_compressionLevel]: 22 } }
const here = import.meta.dirname

const out = mkdtempSync(join(tmpdir(), 'halfopen-kernel-'))
try {
  process.exitCode = main(process.argv.slice(2))
} finally {
  rmSync(out, { recursive: true })
}

function main(options: readonly string[]): 0 | 1 | 2 {
  console.error('Building the guest kernel: about 8 minutes on 2 cores, 2 GB in the temporary folder')
  const build = [...options.filter(option => option === '--any'), out]
  if (spawnSync(join(here, 'build.sh'), build, { stdio: ['ignore', 2, 2] }).status !== 0) return 2
  if (options.includes('--update')) return ship()
  return PROGRAMS.map(compare).every(Boolean) ? 0 : 1
}

function compare(name: string): boolean {
  const built = readFileSync(join(out, name))
  const shipped = zstdDecompressSync(readFileSync(join(here, `${name}.zst`)))
  const same = built.equals(shipped)
  console.log(`${name}  ${same ? 'same' : `DIFFERENT in ${differingBytes(built, shipped).toLocaleString('en')} bytes`}`)
  console.log(`  built    ${describe(built)}`)
  if (!same) console.log(`  shipped  ${describe(shipped)}`)
  return same
}

function ship(): 0 {
  const [linux, init] = PROGRAMS.map(name => readFileSync(join(out, name)))
  if (linux === undefined || init === undefined) throw new Error('unreachable: both were built')
  const files = Object.fromEntries(Object.entries({ linux, init }).map(([name, bytes]) => [name, pack(name, bytes)]))
  const hz = Number(/^CONFIG_HZ=(\d+)$/m.exec(readFileSync(join(out, 'linux.config'), 'utf8'))?.[1])
  const artifacts = { kernel: /^Linux version (\S+)/.exec(banner(linux))?.[1], hz, files }
  writeFileSync(join(here, 'artifacts.json'), `${JSON.stringify(artifacts, undefined, 2)}\n`)
  console.log(JSON.stringify(artifacts, undefined, 2))
  return 0
}

function pack(name: string, bytes: Buffer) {
  const packed = zstdCompressSync(bytes, PACKING)
  writeFileSync(join(here, `${name}.zst`), packed)
  return {
    file: `${name}.zst`,
    sha256: sha256(packed),
    sizeBytes: packed.length,
    unpacked: { sha256: sha256(bytes), sizeBytes: bytes.length },
  }
}

function describe(bytes: Buffer): string {
  return `sha256 ${sha256(bytes)}  ${bytes.length.toLocaleString('en')} bytes  ${banner(bytes)}`.trimEnd()
}

/** The line that a kernel opens its log with: version, builder, compiler, linker. Empty for other programs. */
function banner(bytes: Buffer): string {
  const from = bytes.indexOf('Linux version ')
  return from < 0 ? '' : bytes.toString('latin1', from, bytes.indexOf('\n', from))
}

function differingBytes(a: Buffer, b: Buffer): number {
  let differing = Math.abs(a.length - b.length)
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) differing++
  return differing
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
