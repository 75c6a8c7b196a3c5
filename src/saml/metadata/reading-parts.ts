import type { ReadEntity, RefusedEntity, UntoldEntity } from './service-members.js'
import type { ReadingOptions, ServiceReading } from './service-metadata.js'

/** What the thread is to read, all of it values that are copied. */
export interface ReadingOrder {
  readonly file: Uint8Array
  readonly options: ReadingOptions
}

/**
 * What it gives back. Entities come in portions, each when the one before has been taken: the copy of thousands at once
 * would hold up whoever waits for nothing but its turn.
 */
export type ReadingPart =
  | { readonly kind: 'entities'; readonly entities: readonly ReadEntity[] }
  /** The first ones that are refused, with the reason. */
  | { readonly kind: 'told'; readonly refused: readonly RefusedEntity[] }
  /** Further ones, without words. */
  | { readonly kind: 'untold'; readonly refused: readonly UntoldEntity[] }
  | { readonly kind: 'end'; readonly rest: Omit<ServiceReading, 'entities' | 'refused' | 'untold'> }
  /** By a rule of the reader, in its words. */
  | { readonly kind: 'refused'; readonly rule: string; readonly message: string }
  /** By a fault of its own. */
  | { readonly kind: 'failed'; readonly detail: string }

/** Asks for the next part. */
export const NEXT = 'next'
