// What a sandbox has to itself besides its network and processes: a temporary folder in memory, so that nothing in there is left on the host.

/** Where temporary files of a box go: memory, which any user in it may use, and which ends with it. A guest has made it so when it boots. */
export const memoryFolder = '/dev/shm'

/** Runs a command behind a mount of its own over that folder. Where none is allowed, which is rare, the folder is the host's. */
export function enclosed(command: readonly string[]): readonly string[] {
  return ['sh', '-c', script, 'sh', ...command]
}

/** mount(8): `unshare` comes in the same package. */
const script = `mount -t tmpfs -o mode=1777 halfopen ${memoryFolder} 2>/dev/null; exec "$@"`
