#!/bin/sh
# Render every talk of examples/ to a page and its task lists, with an index
# page that leads to them all.
#
# usage: tools/demo.sh BUILD
set -eu

build=$1
out=$build/demo
talkmark=$build/talkmark

escape() {
    sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'
}

rm -rf "$out"
"$talkmark" render examples/ -o "$out/" --tasks "$out/tasks.md"

{
    cat <<'HEAD'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>talkmark: the examples</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  font: 1.0625rem/1.6 Georgia, "Songti SC", serif; }
li { margin: 1rem 0; }
</style>
</head>
<body>
<main>
<h1>The examples</h1>
<p>Everybody and every office in these talks is invented.
All tasks in one list: <a href="tasks.md">tasks.md</a>.</p>
<ul>
HEAD
    for talk in examples/*.md; do
        name=$(basename "$talk" .md)
        for ending in md jsonl txt; do
            "$talkmark" tasks "$talk" -o "$out/$name.tasks.$ending"
        done
        title=$("$talkmark" outline "$talk" | sed -n 1p | escape)
        link=$(printf '%s' "$name" | escape)
        cat <<ENTRY
<li><a href="$link.html">$title</a><br>
tasks: <a href="$link.tasks.md">Markdown</a>,
<a href="$link.tasks.txt">table</a>,
<a href="$link.tasks.jsonl">JSON Lines</a></li>
ENTRY
    done
    printf '</ul>\n</main>\n</body>\n</html>\n'
} > "$out/index.html.new"
mv "$out/index.html.new" "$out/index.html"

count=$(ls "$out"/*.html | wc -l)
echo "Rendered $((count - 1)) talks. Open $out/index.html"
