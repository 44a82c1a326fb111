// Memory over every file of a machine, mount by mount, as root may lay it.

/**
 * A function of sh: $over is where memory is put meanwhile, $folder stays the host's. mount(8), pivot_root(8): `unshare` comes in the same package.
 * overlayfs.rst: a lower folder shows nothing that is mounted in it, and the topmost upper one gives the whole its owner and mode.
 */
export const overAll = `
layer() {
  nth=$((nth + 1))
  mkdir -m "$2" "$over/upper$nth" "$over/work$nth" &&
    mount -t overlay halfopen -o "lowerdir=$1,upperdir=$over/upper$nth,workdir=$over/work$nth" "$over/root$1" || return 1
  [ -O "$1" ] || chown "$(stat -c %u:%g "$1")" "$over/root$1"
}
overAll() {
  nth=0
  mount -t tmpfs -o mode=755 halfopen $over && mkdir $over/root && layer / 755 || return 1
  for point in /proc /sys /dev; do mount --rbind $point $over/root$point || return 1; done
  while read -r _ _ _ _ point _; do
    point=$(printf %b "$point")
    case $point in
      /|/proc|/proc/*|/sys|/sys/*|/dev|/dev/*) ;;
      *) layer "$point" "$(stat -c %a "$point")" || mount --bind "$point" "$over/root$point" || return 1 ;;
    esac
  done < /proc/self/mountinfo
  mount --bind "$folder" "$over/root$folder" && cd $over/root && mount -t tmpfs -o mode=1777 halfopen .$over &&
    mkdir .$over/old && PATH=$PATH:/usr/sbin:/sbin pivot_root . .$over/old || return 1
  umount -l $over/old && rmdir $over/old
}`
