#!/usr/bin/env bash
# node@22.15.0 (the Node of VS Code 1.105's neighbours) against node@22.20.0, both from npm: in node:sqlite of 22.15 a statement
# with SQLite's numbered parameters cannot be run with positional values: "SELECT ?1 + ?1 + ?2" throws ERR_SQLITE_ERROR, "column
# index out of range" (errcode 25, SQLITE_RANGE), although the statement is prepared without a word, and plain "?" work. From some
# later 22.x on the same statement answers. So code that is tested on a current Node alone fails in the field, and only where
# such a statement is first run.
# Output seen: "22.15.0: numbered: column index out of range, plain: 5", "22.20.0: numbered: 4, plain: 5".
# Exits with 1 when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat >look.mjs <<'EOF'
import { DatabaseSync } from "node:sqlite";

const db = new DatabaseSync(":memory:");
const ask = (sql, ...values) => {
  try {
    return String(db.prepare(sql).get(...values).sum);
  } catch (error) {
    return error.message;
  }
};
console.log(`numbered: ${ask("SELECT ?1 + ?1 + ?2 AS sum", 1, 2)}, plain: ${ask("SELECT ? + ? + ? AS sum", 1, 2, 2)}`);
EOF
said=""
for version in 22.15.0 22.20.0; do
  mkdir "node-$version"
  echo '{}' >"node-$version/package.json"
  npm install --prefix "node-$version" --silent --no-audit --no-fund "node@$version"
  line="$version: $("node-$version/node_modules/node/bin/node" --no-warnings look.mjs)"
  echo "$line"
  said+="$line;"
done
[ "$said" = "22.15.0: numbered: column index out of range, plain: 5;22.20.0: numbered: 4, plain: 5;" ]
