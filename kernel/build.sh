#!/bin/bash
# Builds the guest kernel and its init, the same bytes every time, from Debian 12 packages on x86-64. Installs nothing.
#   build.sh [--any] OUT [TARBALL]
# OUT      an empty folder; gets linux and init, and linux.config for the curious
# TARBALL  the kernel's source, instead of the one that the package installs; its sha256 must be the pinned one
# --any    go on with other versions than the pinned ones
# Exit status: 0 built, 2 something is missing or another version, 1 the build failed
set -euo pipefail

# A clean slate: nothing of the caller's environment shall get into the binaries
[ "${CLEAN:-}" ] || exec env -i CLEAN=yes PATH=/usr/sbin:/usr/bin:/sbin:/bin TMPDIR="${TMPDIR:-/tmp}" bash "$0" "$@"

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/pins"
stop() { printf '%s\n' "$@" >&2; exit 2; }

any=
if [ "${1:-}" = --any ]; then any=yes; shift; fi
[ $# -ge 1 ] || stop 'usage: build.sh [--any] OUT [TARBALL]'
out=$(mkdir -p "$1" && cd "$1" && pwd)
tarball=${2:-$SOURCE_TARBALL}
[ "$(uname -m)" = x86_64 ] || stop "Cannot build the guest kernel: it is for x86-64 only, got \"$(uname -m)\""
command -v dpkg-query >/dev/null || stop 'Cannot build the guest kernel: the recipe is made of Debian 12 packages, and there is no dpkg here' \
  'fix: run it in a container, such as docker.io/library/debian:12'

# --- what is needed
missing=() other=()
for want in $PINNED $TOOLS $([ $# -ge 2 ] || echo "$SOURCE"); do
  have=$(dpkg-query -W -f '${db:Status-Status} ${Version}' "${want%%=*}" 2>/dev/null || true)
  if [ "${have%% *}" != installed ]; then missing+=("$want")
  elif [[ $want == *=* ]] && [ "${have#* }" != "${want#*=}" ]; then other+=("$want"); fi
done
[ ${#missing[@]} = 0 ] || stop "Cannot build the guest kernel: ${#missing[@]} packages are missing" "fix: apt-get install ${missing[*]}"
[ ${#other[@]} = 0 ] || [ "$any" ] || stop 'Cannot build the same bytes: other versions of packages are installed' "fix: apt-get install ${other[*]}" 'or:  --any, to build other bytes'
sum=$(sha256sum <"$tarball")
[ "${sum%% *}" = "$SOURCE_SHA256" ] || [ "$any" ] || stop "Cannot build the same bytes: $tarball has another sha256 than $SOURCE" "fix: see \"When Debian's version moves\" in README.md"

# --- the same names and times for everybody
export LC_ALL=C TZ=UTC ARCH=um SOURCE_DATE_EPOCH=$(date -u -d "$TIMESTAMP" +%s)
export KBUILD_BUILD_TIMESTAMP=$TIMESTAMP KBUILD_BUILD_USER=halfopen KBUILD_BUILD_HOST=halfopen KBUILD_BUILD_VERSION=1
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- source, patched (400 MB of headers for graphics cards stay packed)
tar -C "$work" --strip-components=1 --no-same-owner -xf "$tarball" --exclude='*/drivers/gpu/drm/amd/include/*'
cd "$work"
for patch in "$here"/patches/*.patch; do patch -p1 -F0 -s --no-backup-if-mismatch <"$patch"; done

# --- configuration: every line of ours must have taken. It would note the versions of tools that some machines have
tools='RUSTC=/nonexistent BINDGEN=/nonexistent PAHOLE=/nonexistent'
make -s $tools tinyconfig
scripts/kconfig/merge_config.sh -m -O . .config "$here/config-fragment" >/dev/null
make -s $tools olddefconfig
grep -E '^CONFIG_[A-Z0-9_]+=' "$here/config-fragment" | grep -vxFf .config >&2 && stop 'Cannot configure the guest kernel: the lines above did not take'

# --- kernel and init
make -s -j"$(nproc)" $tools KCFLAGS="-ffile-prefix-map=$work/=" KAFLAGS="-ffile-prefix-map=$work/=" linux
strip -o "$out/linux" linux
cp .config "$out/linux.config"
(cd "$here" && musl-gcc -static -Os -s -Wall -Wextra -o "$out/init" init.c)
