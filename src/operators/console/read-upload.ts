import type { Request } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'

/** More than any metadata file has (CONTRACT: Command line), and the fields beside it. */
const LARGEST_UPLOAD = 33 * 1024 * 1024

/** More than any of our forms has. Node's parser takes seconds for a hundred thousand, and lets nobody in meanwhile. */
const MOST_PARTS = 100

/** The fields of a form with a file: each text once, and the files by their fields. */
export interface Upload {
  readonly texts: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>
}

/**
 * Reads a form of `multipart/form-data`, as Node's own parser does (RFC 7578). Throws `BrokerError`: `media-type` for
 * another type, `payload` beyond 33 MiB, `form-input` for what is no such form, has a field twice or more than a
 * hundred parts.
 */
export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new BrokerError('media-type')
  const body = await bodyOf(request)
  const boundary = boundaryOf(type)
  // check: uploads-have-few-parts
  if (hasMoreParts(body, boundary, MOST_PARTS)) throw new BrokerError('form-input', 'too many parts')
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': typeWith(boundary) } })
    .formData()
    .catch((cause: unknown) => {
      throw new BrokerError('form-input', 'no multipart form', { cause })
    })
  const parts: [string, File | string][] = []
  form.forEach((value, name) => parts.push([name, value]))
  const texts = new Map<string, string>()
  const files = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>()
  for (const [name, value] of parts) {
    if (texts.has(name) || files.has(name)) throw new BrokerError('form-input', `${name} is repeated`)
    if (typeof value === 'string') texts.set(name, value)
    // A browser sends a file without a name where none was chosen.
    else if (value.size > 0) files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { texts, files }
}

/** The boundary as the type names it (RFC 2046 §5.1.1). Throws `form-input` for a type without one. */
function boundaryOf(type: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  const boundary = quoted ?? plain ?? ''
  if (!/^[\w'()+,./:=?-]{1,70}$/.test(boundary)) throw new BrokerError('form-input', 'no boundary')
  return boundary
}

/** The parser parts by the boundary that was counted by, whatever else the type says. */
const typeWith = (boundary: string): string => `multipart/form-data; boundary="${boundary}"`

/** Counts no further than it has to: each part begins with its delimiter, and so does the end. */
function hasMoreParts(body: Buffer, boundary: string, most: number): boolean {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  let at = body.indexOf(delimiter)
  for (let parts = 0; at >= 0; parts += 1) {
    if (parts > most) return true
    at = body.indexOf(delimiter, at + delimiter.length)
  }
  return false
}

async function bodyOf(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  // A request whose browser is gone ends with a fault of its own.
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array)
    length += bytes.length
    // check: uploads-are-capped
    if (length > LARGEST_UPLOAD) throw new BrokerError('payload')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
