// What a sandbox has to itself besides its network and processes: files. What is written goes to memory and is gone at the end, as in a guest.
import { keptOutsideVariable } from '../runtime/where.ts'
import { overAll } from './over-all.ts'
import { overOwn } from './over-own.ts'

/** Where temporary files of a box go: memory, which any user in it may use, and which ends with it. A guest has made it so when it boots. */
export const memoryFolder = '/dev/shm'

/**
 * Runs a command where memory lies over all files but those in `folder`. In a user namespace it lies over the folders that its user may write to,
 * and a variable says which.
 */
export function enclosed(command: readonly string[], folder: string): readonly string[] {
  return ['sh', '-c', script, 'sh', folder, ...command]
}

/** One that maps a single user is known by its map: user_namespaces(7). */
const script = `${overAll}${overOwn}
folder=$1 here=$PWD over=${memoryFolder} newline='
'
shift
read -r _ _ users < /proc/self/uid_map
if [ "$users" -gt 1 ] && overAll 2>/dev/null; then :; else
  cd "$here"
  laid=
  overOwn 2>/dev/null || mount -t tmpfs -o mode=1777 halfopen $over 2>/dev/null
  export ${keptOutsideVariable}="$laid"
fi
cd "$here" && exec "$@"
`
