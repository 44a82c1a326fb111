// The guest's kernel and its first process, unpacked once into the user's cache and checked before they are trusted.
import { createHash } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { mayExecute } from '../../kit/on-path.ts'
import { packageFolder } from '../../kit/program-path.ts'

/** Paths of the two programs, and how finely the kernel's timers are kept (CONFIG_HZ). */
export interface Unpacked {
  readonly linux: string
  readonly init: string
  readonly hz: number
}

/** What kernel/artifacts.json says. */
interface Artifacts {
  readonly kernel: string
  readonly hz: number
  readonly files: Readonly<Record<(typeof names)[number], Packed>>
}

interface Packed {
  readonly file: string
  readonly unpacked: { readonly sha256: string; readonly sizeBytes: number }
}

const names = ['linux', 'init'] as const

/** Unpacks them where they are not yet there. Rejects with E_KERNEL where they are missing or damaged, and with E_CACHE. */
export async function unpackKernel(): Promise<Unpacked> {
  const { files, hz } = await readArtifacts()
  const place = cachePath(
    `guest-kernel-${files.linux.unpacked.sha256.slice(0, 12)}-${files.init.unpacked.sha256.slice(0, 12)}`,
  )
  await makeOnce(place, {
    ready: async folder =>
      (await Promise.all(names.map(name => isWhole(join(folder, name), files[name])))).every(Boolean),
    build: async folder => {
      for (const name of names) await writeFile(join(folder, name), await unpack(files[name]), { mode: 0o755 })
    },
  })
  return { linux: join(place, 'linux'), init: join(place, 'init'), hz }
}

/** The kernel's version and HZ, and what is packed where. Rejects with E_KERNEL. */
export async function readArtifacts(): Promise<Artifacts> {
  try {
    return JSON.parse(await readFile(join(kernelFolder, 'artifacts.json'), 'utf8'))
  } catch (cause) {
    throw new HalfopenError('E_KERNEL', 'Cannot find the guest kernel: kernel/artifacts.json is missing', {
      fix,
      cause,
    })
  }
}

/** They came whole from a rename, and nobody writes there: their size is enough to know that they are still themselves. */
async function isWhole(file: string, { unpacked }: Packed): Promise<boolean> {
  const size = await stat(file).then(
    found => found.size,
    () => -1,
  )
  return size === unpacked.sizeBytes && mayExecute(file)
}

async function unpack({ file, unpacked }: Packed): Promise<Buffer> {
  const bytes = await promisify(zstdDecompress)(await readFile(join(kernelFolder, file))).catch((cause: unknown) => {
    throw new HalfopenError('E_KERNEL', `Cannot unpack the guest kernel: kernel/${file} is missing or damaged`, {
      fix,
      cause,
    })
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 === unpacked.sha256) return bytes
  throw new HalfopenError(
    'E_KERNEL',
    `Cannot trust the guest kernel: kernel/${file} has another sha256, got "${sha256}"`,
    { fix },
  )
}

const fix = 'Install halfopen again'

/** Beside package.json, in the repository and in the package. */
const kernelFolder = join(packageFolder, 'kernel')
