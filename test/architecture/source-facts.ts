import ts from 'typescript'
import type { GlobalName } from '../../eslint-rules/fences.js'

/** An import as written. `lazy`: by `import()`. */
export interface WrittenImport {
  readonly specifier: string
  readonly lazy: boolean
  /** The names that are taken out of the module, without types; null: all of it. */
  readonly names: readonly string[] | null
  readonly line: number
}

/** A use of a global that has its places. */
export interface GlobalUse {
  readonly name: GlobalName
  readonly line: number
}

export interface SourceFacts {
  readonly imports: readonly WrittenImport[]
  readonly globals: readonly GlobalUse[]
}

/** Every import and every touch of such a global in one source file; read from its syntax, comments and texts apart. */
export function sourceFacts(path: string, text: string): SourceFacts {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
  const imports: WrittenImport[] = []
  const globals: GlobalUse[] = []
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
    const specifier = specifierOf(node)
    if (specifier !== null) imports.push({ specifier, lazy: ts.isCallExpression(node), names: namesOf(node), line })
    const name = globalOf(node)
    if (name !== null) globals.push({ name, line })
    ts.forEachChild(node, visit)
  }
  visit(file)
  // The compiler imports the JSX runtime where nobody wrote it.
  if (path.endsWith('.tsx')) imports.push({ specifier: 'preact/jsx-runtime', lazy: false, names: [], line: 1 })
  return { imports, globals }
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal)
  if (ts.isExternalModuleReference(node)) return textOf(node.expression)
  const called = ts.isCallExpression(node) ? node : null
  const imports = called?.expression.kind === ts.SyntaxKind.ImportKeyword || isNamed(called?.expression, 'require')
  return imports ? textOf(called?.arguments[0]) : null
}

/** What a statement takes out of the module that it names. */
function namesOf(node: ts.Node): readonly string[] | null {
  if (ts.isImportTypeNode(node)) return []
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? [] : namesIn(node.exportClause)
  if (!ts.isImportDeclaration(node)) return null
  const clause = node.importClause
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return []
  return clause.name ? null : namesIn(clause.namedBindings)
}

function namesIn(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): readonly string[] | null {
  if (!bindings || ts.isNamespaceImport(bindings) || ts.isNamespaceExport(bindings)) return null
  const elements: readonly ts.ImportOrExportSpecifier[] = bindings.elements
  return elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name, propertyName }) => (propertyName ?? name).text)
}

const textOf = (node: ts.Node | undefined): string | null => (node && ts.isStringLiteralLike(node) ? node.text : null)

const CALLING = ['fetch', 'WebSocket', 'EventSource'] as const

function globalOf(node: ts.Node): GlobalName | null {
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const now = isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0
    return now ? 'new Date()' : (CALLING.find((name) => isNamed(withoutGlobalThis(node.expression), name)) ?? null)
  }
  const [owner, member] = memberOf(node)
  if (isNamed(owner, 'process') && member === 'env') return 'process.env'
  if (isNamed(owner, 'Date') && member === 'now') return 'Date.now'
  if (isNamed(owner, 'Math') && member === 'random') return 'Math.random'
  return isNamed(owner, 'console') ? 'console' : null
}

/** The two sides of `owner.member`, `owner['member']` and `const { member } = owner`. */
function memberOf(node: ts.Node): readonly [owner: ts.Node | undefined, member: string | null] {
  if (ts.isPropertyAccessExpression(node)) return [withoutGlobalThis(node.expression), node.name.text]
  if (ts.isElementAccessExpression(node)) return [withoutGlobalThis(node.expression), textOf(node.argumentExpression)]
  if (!ts.isBindingElement(node) || !ts.isVariableDeclaration(node.parent.parent)) return [undefined, null]
  const name = node.propertyName ?? node.name
  return [node.parent.parent.initializer, ts.isIdentifier(name) ? name.text : null]
}

const withoutGlobalThis = (node: ts.Expression): ts.Node =>
  ts.isPropertyAccessExpression(node) && isNamed(node.expression, 'globalThis') ? node.name : node

const isNamed = (node: ts.Node | undefined, name: string): boolean =>
  node !== undefined && ts.isIdentifier(node) && node.text === name
