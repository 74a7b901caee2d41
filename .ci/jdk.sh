# shellcheck shell=bash
# Sourced by ./tare and ./check: use_jdk exports JAVA_HOME of a JDK of 25 or newer and puts it first on PATH.
# Looked at in order: JAVA_HOME, the javac on PATH, the distribution's JVM directory (the newest there).

TARE_JDK_LEAST=25

# Prints the feature release (25) of the JDK in $1; fails where there is no complete JDK.
jdk_release() {
  local line
  [[ -x $1/bin/javac && -x $1/bin/jlink && -r $1/release ]] || return 1
  while read -r line; do
    if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
      printf '%s\n' "${BASH_REMATCH[1]}"
      return 0
    fi
  done <"$1/release"
  return 1
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

jdk_on_path() {
  local javac
  javac=$(command -v javac) || return 1
  javac=$(readlink -f "$javac")
  printf '%s\n' "${javac%/bin/javac}"
}

jdk_in_environment() { printf '%s\n' "${JAVA_HOME:-}"; }

# One place after the other: every process that this starts is part of the time of every command.
use_jdk() {
  local place candidate release
  for place in jdk_in_environment jdk_on_path jdk_newest; do
    candidate=$($place) || continue
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
