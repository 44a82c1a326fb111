// Memory over the files that a user without rights may write to, in a user namespace of his own.

/**
 * A function of sh, which tells in $laid over which folders, a line each: $over is where memory is put meanwhile, $folder stays the host's.
 *
 * The host's mounts are locked to their places there, so nothing is laid over a folder that has one in it (mount_namespaces(7)): it is laid part
 * by part. What belongs to another user or group cannot be copied up (EOVERFLOW). So memory is laid over folders of one's own, and over those
 * where each has files of his own, such as /tmp; a folder of others in one of these is the host's again, and what is one's own in that is laid
 * for itself. They are looked for two deep, and on the way to the home, to where we are, and to each mount.
 * A folder that was removed can be made again since memory keeps a user's attributes, which is Linux 6.6.
 */
export const overOwn = `
overOwn() {
  IFS=. read -r major minor _ < /proc/sys/kernel/osrelease
  [ "$major" -gt 6 ] || { [ "$major" -eq 6 ] && [ "\${minor%%[!0-9]*}" -ge 6 ]; } || return 1
  mount -t tmpfs -o mode=1777 halfopen $over && mkdir $over/run && mount --bind "$folder" $over/run || return 1
  points=$newline known=$newline freed=$newline holes= nth=0
  while read -r _ _ _ _ point _; do
    case $point in *\\\\*) point=$(printf %b "$point") ;; esac
    points=$points$point$newline
  done < /proc/self/mountinfo
  for top in /*/; do
    [ -L "\${top%/}" ] || choose "\${top%/}" || for dir in "$top"*/; do choose "\${dir%/}"; done
  done
  while IFS= read -r point; do walk "$point"; done <<EOF
$(cd "$HOME" && pwd -P)
$(cd "$here" && pwd -P)
$points
EOF
  settle
  mount --bind $over/run "$folder" && mount -t tmpfs -o mode=1777 memory $over || exit 1
}
walk() {
  way= rest=\${1#/}/ lower=
  while [ "$rest" ]; do
    name=\${rest%%/*} rest=\${rest#*/}
    [ "$name" ] || continue
    way=$way/$name
    if [ "$lower" ]; then
      lower=$lower/$name
      own "$way" || { free "$lower" "$way"; lower=; }
    fi
    [ "$lower" ] || choose "$way"
    case $known in *"/$way$newline"*) lower=\${known%%"/$way$newline"*} lower=$over/lower\${lower##*"$newline"} ;; esac
  done
}
choose() {
  case $1/ in "$folder"/*|/proc/*|/sys/*|/dev/*|*"$newline"*) return ;; esac
  case $known in *"/$1$newline"*) return ;; esac
  [ -d "$1" ] && [ -w "$1" ] && { [ -k "$1" ] || own "$1"; } && [ ! -L "$1" ] || return 1
  case $points in *"$newline$1/"*) for part in "$1"/*/ "$1"/.[!.]*/; do choose "\${part%/}"; done ;; *) lay "$1" ;; esac
}
own() { [ -O "$1" ] && [ -G "$1" ]; }
lay() {
  [ "$holes" ] && settle
  nth=$((nth + 1))
  mkdir $over/lower$nth $over/work$nth && mkdir -m "$(stat -c %a "$1")" $over/upper$nth && mount --bind "$1" $over/lower$nth &&
    mount -t overlay halfopen -o userxattr,lowerdir=$over/lower$nth,upperdir=$over/upper$nth,workdir=$over/work$nth "$1" || return 1
  known=$known$nth/$1$newline laid=$laid$1$newline
  for inner in "$1"/*/ "$1"/.[!.]*/; do
    inner=\${inner%/}
    [ -L "$inner" ] || own "$inner" || [ ! -x "$inner" ] || free "$over/lower$nth/\${inner##*/}" "$inner"
  done
  return 0
}
free() {
  case $freed in *"$newline$2$newline"*) return ;; esac
  freed=$freed$2$newline
  case $2 in *[\\\\\\ \\	]*|*"$newline"*) mount --bind "$1" "$2" ;; *) holes="$holes$1 $2 none bind$newline" ;; esac
}
settle() {
  printf %s "$holes" > $over/holes && mount -a -T $over/holes
  holes=
}`
