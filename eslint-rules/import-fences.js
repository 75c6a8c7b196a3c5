import { importFault } from './fences.js'
import { pathInSource } from './path-in-source.js'

/** Reports every import of a file in `src/` that crosses a fence of the architecture. */
export const importFences = {
  meta: { type: 'problem', schema: [], messages: { fence: '{{fault}} (docs/architecture.md, Who may import whom)' } },
  create(context) {
    const file = pathInSource(context)
    const check = (source, lazy) => {
      if (typeof source?.value !== 'string') return
      const fault = importFault(file, source.value, lazy)
      if (fault) context.report({ node: source, messageId: 'fence', data: { fault } })
    }
    return {
      ImportDeclaration: ({ source }) => check(source, false),
      ExportNamedDeclaration: ({ source }) => check(source, false),
      ExportAllDeclaration: ({ source }) => check(source, false),
      TSImportType: ({ source }) => check(source, false),
      ImportExpression: ({ source }) => check(source, true),
    }
  },
}
