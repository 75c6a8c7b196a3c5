import type { Spawned } from '../../support/spawned.js'
import { createWebClient } from '../../support/web-client.js'
import type { InteropFolder } from '../interop-folder.js'
import { forgetClock } from './clock.js'

/** The processes and the folder of a service provider. */
export interface Running {
  /** Takes a process into care. */
  add(process: Spawned): Spawned
  /** Waits until an address answers with 200; what fails inside is the end. */
  answers(process: Spawned, url: string): Promise<void>
  logs(): string
  stop(): Promise<void>
}

/** @param logFiles names of logs in the folder. */
export const createRunning = (folder: InteropFolder, logFiles: readonly string[]): Running => {
  const processes: Spawned[] = []
  return {
    add: (process) => {
      processes.push(process)
      return process
    },
    answers: (process, url) =>
      process.until(async () => {
        const status = await createWebClient()
          .get(url)
          .then(
            (page) => page.status,
            () => 0,
          )
        if (status >= 500) throw new Error(`${url} answers with ${status}`)
        return status === 200
      }),
    logs: () =>
      [
        ...logFiles.map(folder.log),
        ...processes.map((process) => `--- ${process.pid}\n${(process.stdout() + process.stderr()).slice(-6000)}`),
      ].join('\n'),
    stop: async () => {
      await Promise.all(processes.map((process) => process.stop()))
      for (const { pid } of processes) forgetClock(pid)
      folder.remove()
    },
  }
}

/** Runs what starts a product; where that fails, all is stopped and the error holds the product's logs. */
export const startedOrStopped = async <T>(name: string, running: Running, start: () => Promise<T>): Promise<T> => {
  try {
    return await start()
  } catch (error) {
    const said = running.logs()
    await running.stop()
    throw new Error(`${name} does not start: ${String(error)}\n${said}`)
  }
}
