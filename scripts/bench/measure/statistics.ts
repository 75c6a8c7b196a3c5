/** The value below which this share of the figures lies (nearest rank); NaN of none. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

export const median = (figures: readonly number[]): number => percentile(figures, 0.5)
