import { globalFault } from './fences.js'
import { pathInSource } from './path-in-source.js'

const CALLING = ['fetch', 'WebSocket', 'EventSource']

/** Reports every touch of a global of `fences.js` outside its places. */
export const placedGlobals = {
  meta: { type: 'problem', schema: [], messages: { place: '{{fault}} (docs/architecture.md, Who may import whom)' } },
  create(context) {
    const file = pathInSource(context)
    const check = (node, name) => {
      const fault = globalFault(file, name)
      if (fault) context.report({ node, messageId: 'place', data: { fault } })
    }
    const isGlobal = (node, name) => node?.type === 'Identifier' && node.name === name && !isOwn(context, node)
    const checkMember = (node, owner, member) => {
      if (isGlobal(owner, 'process') && member === 'env') check(node, 'process.env')
      if (isGlobal(owner, 'Date') && member === 'now') check(node, 'Date.now')
      if (isGlobal(owner, 'Math') && member === 'random') check(node, 'Math.random')
      if (isGlobal(owner, 'console')) check(node, 'console')
      if (isGlobal(owner, 'globalThis') && CALLING.includes(member)) check(node, member)
    }
    return {
      MemberExpression: (node) => checkMember(node, node.object, node.property.name ?? node.property.value),
      'VariableDeclarator > ObjectPattern > Property': (node) =>
        checkMember(node, node.parent.parent.init, node.key.name ?? node.key.value),
      'NewExpression, CallExpression': (node) => {
        if (isGlobal(node.callee, 'Date') && node.arguments.length === 0) check(node, 'new Date()')
        for (const name of CALLING) if (isGlobal(node.callee, name)) check(node, name)
      },
    }
  },
}

/** True if the name is declared in the file itself: a parameter or import that hides the global. */
function isOwn(context, node) {
  for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
    const variable = scope.set.get(node.name)
    if (variable) return variable.defs.length > 0
  }
  return false
}
