// `unstick framings`: the kinds and presets of framings, or one of them in detail.
import type { Command } from 'commander'
import {
  describeFraming,
  exampleOfPreset,
  framingVocabulary,
  PRESET_NAMES,
  PRESETS,
  type PresetName,
  printFraming,
  type VocabularyEntry,
} from '@unstick/framing'
import { parseFramingOption } from './framing-option.ts'
import { meaningLines } from './meaning-lines.ts'
import { printData } from './output.ts'

export const addFramings = (program: Command): void => {
  program
    .command('framings')
    .argument('[framing]', 'one of them, or a framing as you would type it')
    .description('list the framings, or show one: what it means, its bytes, where it is specified')
    .action((text: string | undefined) => printData(text === undefined ? list() : detail(text)))
}

const list = (): readonly string[] => {
  const { kinds, presets } = framingVocabulary()
  const width = Math.max(...[...kinds, ...presets].map(({ text }) => text.length)) + 2
  const line = ({ text, says }: VocabularyEntry) => `  ${text.padEnd(width)}${says}`
  return [
    ...['Kinds:', ...kinds.map(line), ''],
    ...['Protocols:', ...presets.map(line), ''],
    'unstick framings NAME shows one of them.',
  ]
}

/** For kinds with an argument: one with it, what it means, and its bytes. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'struct:': 'struct:!BHI',
  'length:': 'length:u16be,at=1,header=4,adjust=1',
  'delimiter:': 'delimiter:\\r\\n',
  'fixed:': 'fixed:16',
  'digits:': 'digits:\\s',
  'command:': 'command:PUB|set=4',
}

const exampleOf = (kind: string): readonly string[] => {
  const text = EXAMPLES[kind]
  if (text === undefined) return []
  const { sentence, diagram } = describeFraming(parseFramingOption(text))
  return ['', `For example ${text}: ${sentence}`, '', diagram.text]
}

/** A line for each frame of a preset's example. */
const exampleLines = (preset: PresetName): readonly string[] => {
  const { is, bytes, lengths, side } = exampleOfPreset(preset)
  let at = 0
  const frames = lengths.map((length) => {
    const [start, end] = [at, (at += length)]
    const digits = Buffer.from(bytes.subarray(start, Math.min(end, start + SHOWN))).toString('hex')
    return {
      place: `[${start}, ${end})`,
      bytes: `${digits.replace(/..(?=.)/g, '$& ')}${length > SHOWN ? ' …' : ''}`,
    }
  })
  const width = Math.max(...frames.map(({ place }) => place.length)) + 2
  return [
    `For example, what a ${side} sends: ${is}`,
    ...frames.map((frame) => `  ${frame.place.padEnd(width)}${frame.bytes}`),
  ]
}

/** How many bytes of an example's frame are shown. */
const SHOWN = 24

/** A kind that needs an argument is shown with its words; anything else as the framing that it is. */
const detail = (text: string): readonly string[] => {
  const { kinds, presets } = framingVocabulary()
  const entry = [...kinds, ...presets].find((each) => each.text === text || each.text === `${text}:`)
  const keys = entry?.keys.map(({ text: key, says }) => `  ${key.padEnd(11)}${says}`) ?? []
  if (entry?.text.endsWith(':') === true)
    return [
      `${entry.text} ${entry.says}`,
      `After the colon: ${entry.expected.join(' | ')}`,
      ...exampleOf(entry.text),
      '',
      'Keys:',
      ...keys,
    ]
  // It has no frames of its own, so it is shown over one of those that it knows.
  const spec = parseFramingOption(text === 'joined' ? 'joined over websocket' : text)
  const description = describeFraming(spec)
  const preset = PRESET_NAMES.find((name) => name === text)
  return [
    ...meaningLines(description),
    '',
    description.diagram.text,
    ...(preset ? ['', `Written out: ${PRESETS[preset].text}`, '', ...exampleLines(preset)] : []),
    ...(keys.length > 0 ? ['', 'Keys:', ...keys] : []),
    ...(entry || printFraming(spec) === text ? [] : ['', `As printed: ${printFraming(spec)}`]),
  ]
}
