/** Which file imports which, by path. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** The cycles of the graph: each a path of files that comes back to its first, found once. */
export function importCycles(graph: ImportGraph): readonly (readonly string[])[] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const trail: string[] = []
  const follow = (file: string): void => {
    const seen = trail.indexOf(file)
    if (seen >= 0) {
      cycles.push([...trail.slice(seen), file])
      return
    }
    if (done.has(file)) return
    trail.push(file)
    for (const next of graph.get(file) ?? []) follow(next)
    trail.pop()
    done.add(file)
  }
  for (const file of graph.keys()) follow(file)
  return cycles
}
