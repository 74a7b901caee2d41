# shellcheck shell=bash
# Sourced by ./tare and ./check: use_jdk exports JAVA_HOME of a JDK of 25 or newer and puts it first on PATH.
# Looked at in order: JAVA_HOME, the javac on PATH, the distribution's JVM directory (the newest there).

TARE_JDK_LEAST=25

# Prints the feature release (25) of the JDK in $1; fails where there is no complete JDK.
jdk_release() {
  local version
  [[ -x $1/bin/javac && -x $1/bin/jlink && -r $1/release ]] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [[ -n $version ]] && printf '%s\n' "$version"
}

jdk_newest() {
  local home release best='' best_release=0
  for home in /usr/lib/jvm/*; do
    release=$(jdk_release "$home") || continue
    if ((release > best_release)); then
      best=$home
      best_release=$release
    fi
  done
  [[ -n $best ]] && printf '%s\n' "$best"
}

use_jdk() {
  local on_path candidate release
  on_path=$(command -v javac || true)
  [[ -n $on_path ]] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" "$(jdk_newest)"; do
    [[ -n $candidate ]] || continue
    release=$(jdk_release "$candidate") || continue
    if ((release >= TARE_JDK_LEAST)); then
      export JAVA_HOME=$candidate PATH=$candidate/bin:$PATH
      return 0
    fi
  done
  printf 'Tare needs a JDK of %s or newer, with javac and jlink. None was found in JAVA_HOME, on PATH or in /usr/lib/jvm.\n' \
    "$TARE_JDK_LEAST" >&2
  printf 'Install one, or set JAVA_HOME to it.\n' >&2
  return 3
}
