// The page's key, with which the page and the bridge recognise each other. The browser keeps it for this origin, port
// included, so a reload or another tab also has it. It never gives the key's bytes to a script.
import { KEY_NAME_TEXT } from '@unstick/api'

export interface PageKey {
  readonly secret: CryptoKey
  /** What the bridge receives to find the same key. `expires`: milliseconds since the epoch; a token's key has none. */
  readonly named: { readonly key: string; readonly expires?: number }
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' }

export const makeKey = async (bytes: Uint8Array<ArrayBuffer>, expires?: number): Promise<PageKey> => {
  const secret = await crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify'])
  const name = new Uint8Array(await sign(secret, KEY_NAME_TEXT)).subarray(0, 16)
  return { secret, named: { key: printBase64(name), ...(expires !== undefined && { expires }) } }
}

export const sign = (secret: CryptoKey, text: string): Promise<ArrayBuffer> =>
  crypto.subtle.sign('HMAC', secret, utf8(text))

export const isSigned = (secret: CryptoKey, text: string, by: string): Promise<boolean> =>
  crypto.subtle.verify('HMAC', secret, readBase64(by), utf8(text))

/** The stored key, unless it has expired. */
export const keptKey = async (): Promise<PageKey | undefined> => {
  const key = await inStore(
    'readonly',
    (store): IDBRequest<PageKey | undefined> => store.get(NAME) as IDBRequest<PageKey | undefined>,
  )
  return (key?.named.expires ?? 0) > Date.now() ? key : undefined
}

export const keepKey = (key: PageKey): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(key, NAME))

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** In base64url. */
export const printBase64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Decodes base64url. Empty if the text is not base64url. */
export const readBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  /^[\w-]*$/.test(text) && text.length % 4 !== 1
    ? Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0))
    : new Uint8Array()

const NAME = 'page'

/** Does one thing with the browser's store. Does nothing if there is no store, as in some private windows. */
const inStore = <Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> =>
  new Promise((resolve) => {
    const nothing = (): void => resolve(undefined)
    const opening = indexedDB.open('unstick')
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME)
    opening.onerror = nothing
    opening.onsuccess = () => {
      const done = act(opening.result.transaction(NAME, mode).objectStore(NAME))
      done.onsuccess = () => {
        resolve(done.result)
        opening.result.close()
      }
      done.onerror = nothing
    }
  })
