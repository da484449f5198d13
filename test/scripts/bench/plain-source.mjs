/** Python of about that many lines that has nothing to do with models: parsing, paths, tables, the command line. */
export function plainSource(lineCount, seed = 1) {
  const parts = [header];
  let lines = header.split('\n').length;
  for (let number = 0; lines < lineCount; number++) {
    const part = blocks[(number * 5 + seed) % blocks.length](number, seed);
    parts.push(part);
    lines += part.split('\n').length + 2;
  }
  return `${parts.join('\n\n\n')}\n`;
}

const header = `"""Small helpers around files and tables."""
import csv
import json
from collections import defaultdict
from pathlib import Path


def describe(key, value):
    return f"{key}: {value}"`;

const blocks = [
  (number) => `def read_rows_${number}(path, delimiter=","):
    """Rows of a table as dictionaries."""
    with Path(path).open(newline="") as source:
        return [dict(row) for row in csv.DictReader(source, delimiter=delimiter)]`,
  (number, seed) => `class Table${number}:
    """Rows with a key, kept in the order in which they came."""

    limit = ${100 * seed}

    def __init__(self, rows=()):
        self.rows = {}
        for row in rows:
            self.add(row)

    def add(self, row):
        key = row.get("key")
        if key is None:
            raise ValueError(f"a row without a key: {row!r}")
        if len(self.rows) >= self.limit:
            raise OverflowError("too many rows")
        self.rows[key] = row
        return self

    def grouped(self, column):
        groups = defaultdict(list)
        for row in self.rows.values():
            groups[row.get(column, "")].append(row)
        return dict(groups)`,
  (number) => `def merge_${number}(first, *others, strict=False):
    merged = dict(first)
    for other in others:
        for key, value in other.items():
            if strict and key in merged and merged[key] != value:
                raise KeyError(key)
            merged[key] = value
    return merged`,
  (number) => `def write_report_${number}(path, rows, title="Report"):
    lines = [f"# {title}", ""]
    for index, row in enumerate(rows):
        cells = " | ".join(str(row.get(name, "")) for name in sorted(row))
        lines.append(f"{index:>4} | {cells}")
    try:
        Path(path).write_text("\\n".join(lines))
    except OSError as error:
        print(f"could not write {path}: {error}")
        return False
    return True`,
  (number, seed) => `SETTINGS_${number} = {
    "name": "run-${seed}-${number}",
    "folders": ["input", "output", "logs"],
    "retries": ${1 + ((seed + number) % 5)},
    "formats": {"table": ".csv", "record": ".json"},
}


def settings_${number}(path=None):
    if path is None:
        return SETTINGS_${number}
    return {**SETTINGS_${number}, **json.loads(Path(path).read_text())}`,
  (number) => `def words_${number}(text, minimum=3):
    counts = defaultdict(int)
    for line in text.splitlines():
        for word in line.lower().split():
            word = word.strip(".,;:!?()[]")
            if len(word) >= minimum:
                counts[word] += 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))`,
];
