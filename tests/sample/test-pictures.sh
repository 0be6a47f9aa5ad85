#!/bin/sh
# The committed pictures are what issues/pictures/draw.c draws: every one, decoded, alike up to rounding.
set -eu
SOURCE=${SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

# No fused multiply-add: noise is cut into steps, where the last bit would show.
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c17 -ffp-contract=off "$SOURCE/issues/pictures/draw.c" -o "$folder/draw" \
	$(pkg-config --cflags --libs cairo libjpeg) -lm
mkdir "$folder/drawn"
"$folder/draw" "$folder/drawn"

failures=0
complain () {
	echo "$1" >&2
	failures=$((failures + 1))
}

photos=$SOURCE/issues/2026-10/photos
for picture in "$photos"/*.jpg; do
	[ -f "$folder/drawn/${picture##*/}" ] || complain "${picture##*/} is in photos/ but nothing draws it"
done
for picture in "$folder"/drawn/*.jpg; do
	name=${picture##*/}
	if [ ! -f "$photos/$name" ]; then
		complain "$name is drawn but not in photos/"
	elif ! cmp -s "$picture" "$photos/$name"; then
		djpeg -dct int -scale 1/8 -pnm "$picture" >"$folder/a.ppm"
		djpeg -dct int -scale 1/8 -pnm "$photos/$name" >"$folder/b.ppm"
		python3 - "$folder/a.ppm" "$folder/b.ppm" <<-'PY' || complain "$name is not what is drawn now"
			import sys
			one, other = (open(path, "rb").read() for path in sys.argv[1:])
			apart = sum(abs(a - b) for a, b in zip(one, other)) / max(1, len(one))
			sys.exit(len(one) != len(other) or apart > 2)
		PY
	fi
done
[ "$failures" -eq 0 ] || exit 1
echo "$(ls "$folder/drawn" | wc -l) pictures, all as drawn"
