// `unstick export`: what a session or capture holds, written by one of the exporters.
import { type Command, Option } from 'commander'
import { exporters } from '@unstick/formats'
import { refusal } from '../errors.ts'
import { FileSource, type SourceOptions } from './file-source.ts'
import { writeOut } from './write-out.ts'

/** Where each kind goes, by its name. */
type Outs = Readonly<Record<string, string | undefined>>

export const addExport = (program: Command): void => {
  const command = program
    .command('export')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('write the contents of a session or capture to another file; - is standard output')
  for (const { kind, usage } of exporters) command.option(`--${kind} <out>`, usage)
  command
    .option('--stream <name>', 'the stream to export, as `unstick info` names it')
    .option('--framing <spec>', 'the framing, such as struct:!I')
    .addOption(
      new Option('--holes <how>', 'what --raw writes for bytes that were never captured').choices([
        'zeros',
        'skip',
      ]),
    )
    .action(exportFile)
}

/**
 * Throws `EXPORT_OF_WHAT`, `NOT_A_CAPTURE`, `FILE_UNWRITABLE` and what the source refuses. If only a part can be read, it
 * writes that part and then throws what was wrong with the rest.
 */
const exportFile = async (file: string, options: SourceOptions & Outs): Promise<void> => {
  const [exporter, ...more] = exporters.filter(({ kind }) => options[kind] !== undefined)
  const out = exporter && options[exporter.kind]
  if (!exporter || out === undefined || more.length > 0) throw refusal('EXPORT_OF_WHAT')
  const source = new FileSource(file, options)
  await writeOut(out, await exporter.write(source))
  if (source.trouble) throw source.trouble
}
