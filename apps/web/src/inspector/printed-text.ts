// What a program printed, as one text.

/** The lab's programs print lines without their ends; a traced program's writes are as it made them, often parts of a line. */
export const printedText = (texts: readonly string[], areLines: boolean): string =>
  areLines ? texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('') : texts.join('')
