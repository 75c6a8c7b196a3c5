import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts a thread of this process with the module `name`, which lies beside the one at `beside` (its `import.meta.url`). A
 * thread whose source is not compiled, as in a test, has to be told to read TypeScript.
 */
export function startThread(name: string, beside: string, options: WorkerOptions = {}): Worker {
  if (beside.endsWith('.js')) return new Worker(new URL(`./${name}.js`, beside), options)
  const source = JSON.stringify(new URL(`./${name}.ts`, beside).href)
  const text = `import('tsx/esm/api').then(({ register }) => (register(), import(${source})))`
  return new Worker(text, { ...options, eval: true })
}
