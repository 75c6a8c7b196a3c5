import { definePage, type PageKind, type Scope, type View } from '../../../../ui/page.js'
import { ConsoleBar, type ConsoleBarModel } from './console-bar.js'

/**
 * A kind of page of whoever is signed in at the console: the bar stands above it, where the skip link jumps over it, and
 * Leichte Sprache is not offered, as no page of the console is written in it.
 */
export const defineConsolePage = <Model extends { readonly bar: ConsoleBarModel }>(
  kind: string,
  view: (model: Model, scope: Scope) => View,
): PageKind<Model> =>
  definePage<Model>(
    kind,
    (model, scope) => ({ ...view(model, scope), above: <ConsoleBar bar={model.bar} scope={scope} /> }),
    { isForStaff: true },
  )
