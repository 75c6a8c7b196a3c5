import { speechFault } from './fences.js'
import { pathInSource } from './path-in-source.js'

/** Reports words for a reader in what speaks to nobody (`fences.js`). */
export const speechlessUseCases = {
  meta: { type: 'problem', schema: [], messages: { speech: '{{fault}} (docs/architecture.md, What operators do)' } },
  create(context) {
    const file = pathInSource(context)
    const check = (node, text) => {
      const fault = speechFault(file, text)
      if (fault) context.report({ node, messageId: 'speech', data: { fault } })
    }
    return {
      Literal: (node) => {
        if (typeof node.value === 'string') check(node, node.value)
      },
      TemplateElement: (node) => check(node, node.value.cooked ?? ''),
    }
  },
}
