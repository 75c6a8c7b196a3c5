import { MOST_TOLD } from '../../domain/read-finding.js'
import type { ImportResult } from '../services/import-services.js'
import { shownDigest } from '../shown-digest.js'

/**
 * A digest of what a preview shows: another one means that something else would be done. When it is read does not count.
 * Of the members that the reader refuses, those that are shown count, and how many there are.
 */
export function previewDigest({ services, unread, untold, refused, document }: ImportResult): string {
  const shown = services.map(({ service, changes }) => [{ ...service, source: null }, changes])
  // check: the-digest-of-a-preview-counts-the-refused
  return shownDigest([shown, unread.slice(0, MOST_TOLD), unread.length + untold, refused, document])
}
