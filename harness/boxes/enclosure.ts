// What a sandbox has to itself besides its network and processes: files. What is written goes to memory and is gone at the end, as in a guest.
import { keptWritesVariable } from '../runtime/where.ts'

/** Where temporary files of a box go: memory, which any user in it may use, and which ends with it. A guest has made it so when it boots. */
export const memoryFolder = '/dev/shm'

/**
 * Runs a command where memory lies over all files but those in `folder`. Where a mount is not allowed, as over / in a user namespace with other
 * mounts below, only the memory folder is its own, and the variable says so.
 */
export function enclosed(command: readonly string[], folder: string): readonly string[] {
  return ['sh', '-c', script, 'sh', folder, ...command]
}

/** mount(8), pivot_root(8): `unshare` comes in the same package. overlayfs.rst: a lower folder shows nothing that is mounted in it. */
const script = `
folder=$1 here=$PWD over=${memoryFolder} nth=0
shift
layer() {
  nth=$((nth + 1))
  mkdir "$over/upper$nth" "$over/work$nth" &&
    mount -t overlay halfopen -o "lowerdir=$1,upperdir=$over/upper$nth,workdir=$over/work$nth" "$over/root$1"
}
laid() {
  mount -t tmpfs -o mode=755 halfopen $over && mkdir $over/root && layer / || return 1
  for point in /proc /sys /dev; do mount --rbind $point $over/root$point || return 1; done
  while read -r _ _ _ _ point _; do
    point=$(printf %b "$point")
    case $point in
      /|/proc|/proc/*|/sys|/sys/*|/dev|/dev/*) ;;
      *) layer "$point" || mount --bind "$point" "$over/root$point" || return 1 ;;
    esac
  done < /proc/self/mountinfo
  mount --bind "$folder" "$over/root$folder" && cd $over/root && mount -t tmpfs -o mode=1777 halfopen .${memoryFolder} &&
    mkdir .${memoryFolder}/old && PATH=$PATH:/usr/sbin:/sbin pivot_root . .${memoryFolder}/old || return 1
  umount -l ${memoryFolder}/old && rmdir ${memoryFolder}/old
}
if laid 2>/dev/null; then :; else
  cd "$here"
  mount -t tmpfs -o mode=1777 halfopen ${memoryFolder} 2>/dev/null
  export ${keptWritesVariable}=1
fi
cd "$here" && exec "$@"
`
