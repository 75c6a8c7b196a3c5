import fc from 'fast-check'

/**
 * How many cases a property is tried with: `short` in the test suite, that many times FUZZ_FACTOR in `npm run fuzz`.
 * FUZZ_SEED repeats a run.
 */
export function fuzzRuns(short: number): { readonly numRuns: number; readonly seed?: number } {
  const factor = Number(process.env['FUZZ_FACTOR'] ?? 1)
  const seed = process.env['FUZZ_SEED']
  const numRuns = Math.max(1, Math.round(short * factor))
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) }
}

const PIECES = [
  '<',
  '>',
  '/',
  '"',
  '&',
  '&amp;',
  '<!-- -->',
  '<?p?>',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a>',
  ' ID="_good"',
  'xmlns=""',
  '\u0000',
  '\uD800',
  '\uFEFF',
  '\u2028',
  'x',
]

/** A text with one to four places cut, doubled or overwritten. */
export const mutated = (text: string, pieces: readonly string[] = PIECES): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        length: fc.nat(40),
        put: fc.oneof(
          fc.constantFrom(...pieces),
          fc.string({ maxLength: 4 }),
          fc.nat(text.length).map((from) => text.slice(from, from + 200)),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) => edits.reduce((now, { at, length, put }) => now.slice(0, at) + put + now.slice(at + length), text))

/** Fails if this process has grown by more than `megabytes` since `before` was read. */
export function grownBelow(before: NodeJS.MemoryUsage, megabytes: number): void {
  const grown = (process.memoryUsage().rss - before.rss) / 1_048_576
  if (grown > megabytes) throw new Error(`the process has grown by ${Math.round(grown)} MiB`)
}
