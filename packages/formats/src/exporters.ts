// Every format that a session can be taken away in. To add one, write its file and add it to this list.
import type { Exporter } from './exporter.ts'
import { frames } from './exporters/frames.ts'
import { html } from './exporters/html.ts'
import { pcapng } from './exporters/pcapng.ts'
import { raw } from './exporters/raw.ts'

export const exporters = [pcapng, raw, frames, html] as const satisfies readonly Exporter[]

export type ExportKind = (typeof exporters)[number]['kind']

/** What an app without the built viewer can write. */
export type ExportWithoutViewer = Exclude<ExportKind, typeof html.kind>

export const exporterOf = (kind: ExportKind): Exporter => {
  const exporter = exporters.find((each) => each.kind === kind)
  if (!exporter) throw new Error(`no exporter writes ${kind}`)
  return exporter
}

/** `hello.pcapng`, `hello.stream-1.bin`: `name` is the session's, `stream` its index (counted from 0). */
export const exportName = ({ of, extension }: Exporter, name: string, stream: number): string =>
  of === 'session' ? `${name}${extension}` : `${name}.stream-${stream + 1}${extension}`
