import { z } from 'zod'
import type { ChainEnd } from '../../domain/audit-chain.js'

/** A line of the broker's log that tells the head (`audit.head`). */
const headLine = z.object({
  'event.action': z.literal('audit.head'),
  'audit.seq': z.int().positive(),
  'audit.seal': z.string().max(200),
})

/**
 * The heads that a log tells of, each once. What else stands in it is passed by, also what a log collector wrote before
 * each line.
 */
export async function headsInLog(lines: AsyncIterable<string>): Promise<readonly ChainEnd[]> {
  const heads = new Map<string, ChainEnd>()
  for await (const line of lines) {
    if (!line.includes('"audit.head"')) continue
    const read = headLine.safeParse(json(line.slice(line.indexOf('{'))))
    if (!read.success) continue
    const { 'audit.seq': seq, 'audit.seal': seal } = read.data
    heads.set(`${seq} ${seal}`, { seq, seal })
  }
  return [...heads.values()]
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
