#!/usr/bin/env bash
# Packs every package twice, from a clone with a public remote, and checks what is in them: README, icon, licence, symbols,
# SourceLink, the same assemblies both times. Then a program that knows nothing but the package TraceKit.Core uses [Traced].
set -euo pipefail
command -v unzip >/dev/null || { [ "$(id -u)" -eq 0 ] && apt-get -qq update && apt-get -qq install -y unzip >/dev/null; }
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet "$root" "$work/clone"
cd "$work/clone"
git remote set-url origin https://github.com/example/tracekit.git
export CI=true

pack() {
  for project in src/*/*.csproj; do
    dotnet pack "$project" -c Release -p:PackageOutputPath="$work/$1" --nologo -v quiet
  done
}
pack one
find . -name obj -prune -exec rm -rf {} +
find . -name bin -prune -exec rm -rf {} +
pack two

fail() { echo "$1"; exit 1; }
for package in "$work"/one/*.nupkg; do
  name=$(basename "$package" .nupkg)
  mkdir -p "$work/open/one/$name" "$work/open/two/$name" "$work/symbols/$name"
  unzip -qo "$package" -d "$work/open/one/$name"
  unzip -qo "$work/two/$name.nupkg" -d "$work/open/two/$name"
  for file in README.md icon.png; do
    [ -s "$work/open/one/$name/$file" ] || fail "$name has no $file"
  done
  grep -q '<license type="expression">MIT</license>' "$work/open/one/$name"/*.nuspec || fail "$name does not name its licence"
  [ -s "$work/one/$name.snupkg" ] || fail "$name has no symbols"
  unzip -qo "$work/one/$name.snupkg" -d "$work/symbols/$name"
  symbols=$(find "$work/symbols/$name" -name 'TraceKit.*.pdb' | head -1)
  grep -qa 'raw.githubusercontent.com/example/tracekit' "$symbols" || fail "$name has no SourceLink"
  while read -r assembly; do
    cmp -s "$assembly" "${assembly/open\/one/open\/two}" || fail "$name: $(basename "$assembly") differs between two builds"
  done < <(find "$work/open/one/$name" -name 'TraceKit.*.dll')
  if [[ $name == TraceKit.Core.* ]]; then
    [ -s "$work/open/one/$name/analyzers/dotnet/cs/TraceKit.Generators.dll" ] || fail "$name has no source generator"
  fi
  echo "$name: README, icon, licence, symbols, SourceLink, same bytes twice"
done

# A consumer outside the repository, with the packages' folder as the source of TraceKit and a cache of its own, so that it cannot
# see a project of the clone.
mkdir "$work/consumer"
cp -r "$root/eng/consumer/." "$work/consumer"
version=$(basename "$work"/one/TraceKit.Core.*.nupkg .nupkg)
cd "$work/consumer"
RestoreAdditionalProjectSources="$work/one" NUGET_PACKAGES="$work/cache" CI=false \
  dotnet run -p:TraceKitVersion="${version#TraceKit.Core.}" -- "$work/consumer/traces" >"$work/consumer.out"
grep -q '^search {"query":"direct flights"} -> ok "1 flight"$' "$work/consumer.out" || fail "a consumer of the package: $(cat "$work/consumer.out")"
echo "TraceKit.Core: a fresh project with the package alone records a [Traced] call"
