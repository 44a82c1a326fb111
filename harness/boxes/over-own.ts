// Memory over the files that a user without rights may write to, in a user namespace of his own.

/**
 * A function of sh, which tells in $laid over which folders, a line each: $over is where memory is put meanwhile, $folder stays the host's.
 *
 * The host's mounts are locked to their places there, so nothing is laid over a folder that has one in it (mount_namespaces(7)); and what belongs
 * to another user or group cannot be copied up (EOVERFLOW). So memory is laid over folders of one's own, and over those where each has files of
 * his own, such as /tmp. They are looked for two deep, and on the way to the home, to where we are, and to each mount; what has a mount in it is
 * laid part by part.
 * One mount(8) lays them all. A folder that was removed can be made again since memory keeps a user's attributes, which is Linux 6.6.
 */
export const overOwn = `
overOwn() {
  IFS=. read -r major minor _ < /proc/sys/kernel/osrelease
  [ "$major" -gt 6 ] || { [ "$major" -eq 6 ] && [ "\${minor%%[!0-9]*}" -ge 6 ]; } || return 1
  find
  [ "$chosen" != "$newline" ] && mount -t tmpfs -o mode=1777 halfopen $over && plan || return 1
  mount -a -T $over/plan
  while read -r _ _ _ _ point _ rest; do
    case $rest in *' overlay halfopen '*|'overlay halfopen '*) laid=$laid$point$newline ;; esac
  done < /proc/self/mountinfo
}
find() {
  points=$newline chosen=$newline
  while read -r _ _ _ _ point _; do points=$points$point$newline; done < /proc/self/mountinfo
  for dir in /*/; do
    dir=\${dir%/}
    [ -L "$dir" ] || choose "$dir" || for dir in "$dir"/*/; do [ -L "\${dir%/}" ] || choose "\${dir%/}"; done
  done
  IFS=$newline
  for point in $HOME $here $points; do
    way= IFS=/
    for part in \${point#/}; do way=$way/$part; choose "$way" && break; done
  done
  unset IFS
}
choose() {
  case $1/ in "$folder"/*|/proc/*|/sys/*|/dev/*|*[:,\\\\\\ \\	]*) return ;; esac
  case $chosen in *"$newline$1$newline"*) return ;; esac
  [ -w "$1" ] && { [ -k "$1" ] || { [ -O "$1" ] && [ -G "$1" ]; }; } && [ ! -L "$1" ] || return 1
  case $points in *"$newline$1/"*) for part in "$1"/*/ "$1"/.[!.]*/; do choose "\${part%/}"; done ;; *) chosen=$chosen$1$newline ;; esac
}
plan() {
  nth=0 modes= IFS=$newline
  echo "$folder $over/run none bind" > $over/plan
  for line in $(stat -c '%a %n' $chosen); do
    mode=\${line%% *} dir=\${line#* } nth=$((nth + 1))
    case $modes in *"$mode$newline"*) ;; *) modes=$modes$mode$newline ;; esac
    eval "of$mode=\\"\\$of$mode\\$newline$over/upper$nth\\$newline$over/work$nth\\""
    echo "halfopen $dir overlay userxattr,lowerdir=$dir,upperdir=$over/upper$nth,workdir=$over/work$nth" >> $over/plan
  done
  run=$over/run
  for mode in $modes; do eval "mkdir -m $mode $run \\$of$mode" && run= || return 1; done
  unset IFS
  printf '%s\\n' "$over/run $folder none bind" "memory $over tmpfs mode=1777" >> $over/plan
}`
