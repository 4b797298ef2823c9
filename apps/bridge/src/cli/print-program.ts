// `unstick program`: prints a program that reads and writes a framing correctly, in one of six languages.
import { type Command, Option } from 'commander'
import { type Language, LANGUAGES, programFor } from '@unstick/programs'
import { refusal } from '../errors.ts'
import { parseFramingOption } from './framing-option.ts'
import { print } from './output.ts'

export const addProgram = (program: Command): void => {
  program
    .command('program')
    .argument('<framing>', 'the framing it reads and writes')
    .description('print a program that reads and writes a framing correctly: it sends every frame back')
    .addOption(
      new Option('--language <language>', 'the programming language')
        .choices(Object.keys(LANGUAGES))
        .default('python'),
    )
    .action(async (text: string, { language }: { language: Language }) => {
      const found = programFor(parseFramingOption(text), language)
      if (!('text' in found)) throw refusal('FRAMING_WITHOUT_PROGRAM', found.why)
      await print(found.text)
    })
}
