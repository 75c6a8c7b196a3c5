import { fstatSync, writeSync } from 'node:fs'

/** Where the lines of the log go. It never throws, and nobody waits for it. */
export interface LogDestination {
  /** Takes a line, or drops it and counts it. */
  write(line: string): void
  /** How many entries were dropped since the start. */
  dropped(): number
}

/** What a stream has not taken yet is kept up to this length, in characters; what comes then is dropped. */
const MOST_WAITING = 1_048_576

/** As much of a stream as this needs. */
export interface LineStream {
  readonly writableLength: number
  write(line: string): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
}

let output: LogDestination | null = null

/**
 * Standard output, one for the whole process. A file gets each line at once, so that none is lost when the process ends;
 * one that takes nothing, on a full disk, loses what comes meanwhile. A pipe or a socket is never waited for: a reader
 * that stands still stops nobody.
 */
export function standardOutput(): LogDestination {
  const kind = fstatSync(1)
  return (output ??= kind.isFIFO() || kind.isSocket() ? toStream(process.stdout) : toFile(1))
}

/** Lines into an open file or device. What a full disk took of a line ends there: the next one begins anew. */
export function toFile(fd: number): LogDestination {
  let dropped = 0
  let isCut = false
  return {
    write(line) {
      const bytes = Buffer.from(isCut ? `\n${line}` : line)
      let written = 0
      try {
        while (written < bytes.length) written += writeSync(fd, bytes, written)
        isCut = false
      } catch {
        dropped += 1
        isCut ||= written > 0
      }
    },
    dropped: () => dropped,
  }
}

/** Lines to a reader that may stand still, or be gone. */
export function toStream(stream: LineStream, most = MOST_WAITING): LogDestination {
  let dropped = 0
  // A reader that is gone: the stream says so of each line afterwards.
  stream.on('error', () => (dropped += 1))
  return {
    write(line) {
      if (stream.writableLength + line.length > most) dropped += 1
      else stream.write(line)
    },
    dropped: () => dropped,
  }
}
