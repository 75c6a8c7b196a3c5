import { definePage, type NoModel, type Page } from '../../src/ui/page.js'

/** A page that shows nothing, for methods that are none. */
export const blankPage = (kind: string): Page =>
  definePage<NoModel>(kind, () => ({ title: kind, problem: false, content: null }))({})
