# shellcheck shell=bash
# What the cluster's scripts share; sourced, never run.

set -euo pipefail
shopt -s inherit_errexit

# A test runner may call these scripts with a bare PATH; system tools and Go live here.
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/go/bin"

cluster_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository_dir=$(dirname "$cluster_dir")
cache_dir=${MODELSERVICE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/modelservice}
mkdir -p "$cache_dir/logs" "$cache_dir/locks" "$cache_dir/tmp"
export repository_dir

# Progress goes to stderr, with the seconds since the script began; stdout is for results.
say() { printf '%4ds  %s\n' "$SECONDS" "$*" >&2; }

die() {
  printf '%4ds  error: %s\n' "$SECONDS" "$*" >&2
  exit 1
}

# hash_of FILE…: 16 hex digits over names and contents, so that they do not depend on where the tree lies. The file - is stdin.
hash_of() {
  local file
  for file in "$@"; do
    case $file in
      -) cat ;;
      *) printf '%s %s\n' "${file##*/}" "$(sha256sum <"$file")" ;;
    esac
  done | sha256sum | cut -c1-16
}

# logged NAME COMMAND…: runs it with its output in a log file, whose tail is shown when it fails.
logged() {
  local log="$cache_dir/logs/$1.log"
  shift
  say "      log: $log"
  # In the background, because bash forgets -e in whatever an if asks.
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null 9>&- &
  if ! wait $!; then
    tail -n 25 "$log" >&2
    die "that failed; the whole log is $log"
  fi
}

# locked NAME COMMAND…: one caller at a time; the others wait, and then mostly find the work done.
# The lock is on descriptor 9, which no daemon may inherit.
locked() {
  local lock=$1
  shift
  (
    exec 9>"$cache_dir/locks/$lock"
    if ! flock -n 9; then
      say "waiting for another run that holds the lock $lock"
      flock 9
    fi
    "$@"
  )
}

# keep FROM TO: moves a finished file or folder to its place at once, so that a reader never sees half of it.
keep() {
  chmod -R a+rX "$1"
  rm -rf "$2"
  mkdir -p "$(dirname "$2")"
  mv -T "$1" "$2"
}

scratch() { mktemp -d "$cache_dir/tmp/$1.XXXXXX"; }

# until_true SECONDS COMMAND…: asks twice a second whether it holds yet.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.5
  done
}

# packages DEBIAN-PACKAGE…: installs what is missing, as root on Debian or Ubuntu; elsewhere says what is missing.
packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    die "these Debian packages (or what they hold) are missing, and only root on Debian or Ubuntu can have them installed: ${missing[*]}"
  fi
  say "installing Debian packages: ${missing[*]}"
  locked apt install_packages "${missing[@]}"
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  logged apt bash -c 'apt-get update -q && apt-get install -q -y --no-install-recommends "$@"' apt "$@"
}

# version_of PART MODULE: the version that the part's go.mod requires.
version_of() { awk -v module="$2" '$1 == module { print $2; exit }' "$cluster_dir/parts/$1/go.mod"; }

kubernetes_version() { version_of kubernetes k8s.io/kubernetes; }
