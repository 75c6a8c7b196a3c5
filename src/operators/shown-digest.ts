import { createHash } from 'node:crypto'

/** A digest of what a page shows, carried by its form: another one means that something else would be done. */
export const shownDigest = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url')
