import { connectionFault, importFault } from './fences.js'
import { pathInSource } from './path-in-source.js'

/** Reports every import of a file in `src/` that crosses a fence of the architecture. */
export const importFences = {
  meta: { type: 'problem', schema: [], messages: { fence: '{{fault}} (docs/architecture.md, Who may import whom)' } },
  create(context) {
    const file = pathInSource(context)
    const check = (source, lazy, names = null) => {
      if (typeof source?.value !== 'string') return
      const fault = importFault(file, source.value, lazy) ?? connectionFault(file, source.value, names)
      if (fault) context.report({ node: source, messageId: 'fence', data: { fault } })
    }
    return {
      ImportDeclaration: (node) => check(node.source, false, namesOf(node, node.importKind, 'imported')),
      ExportNamedDeclaration: (node) => check(node.source, false, namesOf(node, node.exportKind, 'local')),
      ExportAllDeclaration: ({ source }) => check(source, false),
      TSImportType: ({ source }) => check(source, false, []),
      ImportExpression: ({ source }) => check(source, true),
    }
  },
}

/** The names that a declaration takes out of a module, without types; null: the module as a whole. */
function namesOf({ specifiers }, kind, side) {
  if (kind === 'type') return []
  const named = specifiers.filter((each) => (each.importKind ?? each.exportKind) !== 'type')
  return named.every((each) => each[side]) ? named.map((each) => each[side].name ?? each[side].value) : null
}
