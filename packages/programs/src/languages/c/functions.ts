// The functions around a frame in C.
import type { FunctionTexts } from '../../alike/functions.ts'
import { indent } from './indent.ts'
import { MARKS } from './marks.ts'

export const FUNCTIONS: FunctionTexts = {
  whole: ({ read, write }) => `
/* The next body, and what is around it, as read_frame gives it. */
static uint8_t *read_whole(int fd, size_t *size) {
${indent(read)}
}

/* Sends one frame whole. */
static void write_whole(int fd, const uint8_t *body, size_t size) {
${indent(write)}
}
`,
  frame: ({ read, write }) => `
/* The next body, to be freed by the caller, and its size; NULL if the stream ends between two frames. */
static uint8_t *read_frame(int fd, size_t *size) {
${indent(read)}
}

/* Sends one frame whole. */
static void write_frame(int fd, const uint8_t *body, size_t size) {
${indent(write)}
}
`,
  readWhole: () => `uint8_t *whole = read_whole(fd, size);
if (whole == NULL) return NULL;`,
  marks: MARKS,
}
