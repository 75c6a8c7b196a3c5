import type { Scope, View } from './scope.js'

/** How a page hands the browser over to a portal: a script presses its button, or the citizen does. */
export type HandsOver = 'by-itself' | 'by-button'

/**
 * A page, ready to be shown: it brings what it shows and how it looks; the renderer knows the frame around it alone.
 */
export interface Page<Model extends object = object> {
  /** The kind of page, for whoever asks what was shown without reading its markup. */
  readonly kind: string
  /** What it shows, as plain values. */
  readonly model: Model
  readonly view: (scope: Scope) => View
  /** The same in Leichte Sprache; null: it does not exist in it, and is shown in German. */
  readonly easyView: ((scope: Scope) => View) | null
  /** False for a page whose address shows another one: a link to it in another language would lead away. */
  readonly hasAddress: boolean
  /** For the way back to a portal: no links and nothing else beside its form. Null for every other page. */
  readonly handsOver: HandsOver | null
}

/** Makes the pages of one kind. */
export interface PageKind<Model extends object> {
  (model: Model): Page<Model>
  readonly kind: string
}

/** What few kinds of page have. */
export interface PageTraits<Model extends object> {
  readonly easyView?: (model: Model, scope: Scope) => View
  readonly hasAddress?: false
  readonly handsOver?: (model: Model) => HandsOver
}

/** A model of nothing: the page always says the same. */
export type NoModel = Readonly<Record<string, never>>

/**
 * A kind of page from its view. Everything that a model holds is shown as text, never as markup; addresses pass
 * `safeHref`.
 */
export function definePage<Model extends object>(
  kind: string,
  view: (model: Model, scope: Scope) => View,
  { easyView, hasAddress, handsOver }: PageTraits<Model> = {},
): PageKind<Model> {
  const make = (model: Model): Page<Model> => ({
    kind,
    model,
    view: (scope) => view(model, scope),
    easyView: easyView ? (scope) => easyView(model, scope) : null,
    hasAddress: hasAddress ?? true,
    handsOver: handsOver?.(model) ?? null,
  })
  return Object.assign(make, { kind })
}
