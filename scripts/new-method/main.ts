import { makeMethod, NoMethodMade } from './make-method.js'

// `npm run new:method <id>`: the skeleton of a way to log in. CONTRIBUTING: "To add a method".

try {
  const [id, ...more] = process.argv.slice(2)
  if (id === undefined || more.length > 0) throw new NoMethodMade('Usage: npm run new:method <id>')
  const paths = await makeMethod(id)
  // By now its settings are among all others.
  await import('../generate-docs.js')
  process.stdout.write(`${[...paths, 'docs/configuration.md', 'config/default.yaml'].join('\n')}\n`)
  process.stdout.write(
    `It is off until methods.${id}.enabled is true, and proves nothing: src/methods/${id}/README.md\n`,
  )
} catch (error) {
  if (!(error instanceof NoMethodMade)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
