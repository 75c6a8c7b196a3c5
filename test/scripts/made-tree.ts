import { ESLint } from 'eslint'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { check, resolveConfig } from 'prettier'
import ts from 'typescript'

/** A tree in which something was made, as compiler and linter see it. */
export interface MadeTree {
  /** What the compiler says of the new files and of every file that imports one, also by way of others. */
  compiled(): readonly string[]
  /** What the linter says of the new files. */
  linted(): Promise<readonly string[]>
}

/**
 * Reads the product at `root` and the new files, once for both, with the settings of its tsconfig. A file that imports
 * nothing new, nor by way of others, compiles as it did before.
 */
export function readMadeTree(root: string, made: readonly string[]): MadeTree {
  const fresh = made.map((path) => join(root, path))
  const { options, fileNames } = settingsOf(root)
  const product = fileNames.filter((file) => file.startsWith(join(root, 'src/')) || fresh.includes(file))
  const program = ts.createProgram(product, options)
  return {
    compiled() {
      const reached = importersOf(fresh, product).map((file) => program.getSourceFile(file))
      const general = [program.getOptionsDiagnostics(), program.getGlobalDiagnostics()]
      const found = reached.map((file) => [program.getSyntacticDiagnostics(file), program.getSemanticDiagnostics(file)])
      return [...general, ...found.flat()].flat().map(({ file, messageText }) => told(file?.fileName, messageText))
    },
    async linted() {
      const parserOptions = { projectService: false, programs: [program] }
      const eslint = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions } } })
      const results = await eslint.lintFiles(fresh)
      return results.flatMap(({ filePath, messages }) => messages.map(({ message }) => told(filePath, message)))
    },
  }
}

/** Those of these files that are not formatted. */
export async function unformatted(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const formatted = paths.map(async (path) => {
    const filepath = join(root, path)
    return check(readFileSync(filepath, 'utf8'), { ...(await resolveConfig(filepath)), filepath })
  })
  const all = await Promise.all(formatted)
  return paths.filter((_path, index) => !all[index])
}

/** The new files, and every other one that imports one of them, also by way of others. */
function importersOf(fresh: readonly string[], files: readonly string[]): readonly string[] {
  const importers = new Map<string, string[]>()
  for (const file of files) {
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      const imported = stemOf(join(dirname(file), fileName))
      importers.set(imported, [...(importers.get(imported) ?? []), file])
    }
  }
  const reached = new Set(fresh)
  // A set that grows is walked to its end.
  for (const file of reached) for (const importer of importers.get(stemOf(file)) ?? []) reached.add(importer)
  return [...reached]
}

const stemOf = (path: string): string => path.replace(/\.(?:js|tsx?)$/, '')

function settingsOf(root: string): ts.ParsedCommandLine {
  const fail = ({ messageText }: ts.Diagnostic): never => {
    throw new Error(told(undefined, messageText))
  }
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }
  const read = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host)
  if (!read) throw new Error('there is no tsconfig.json')
  return read
}

const told = (file: string | undefined, message: string | ts.DiagnosticMessageChain): string =>
  `${file ?? 'tsconfig.json'}: ${ts.flattenDiagnosticMessageText(message, '\n')}`
