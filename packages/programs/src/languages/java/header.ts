// A header with a length, in Java.
import type { FrameCode } from '../../alike/frame-code.ts'
import { shifted, shiftedOut } from '../../alike/shifts.ts'
import { type HeaderPlan, lengthOfSize, sizeOfLength } from '../../plans/plan.ts'

export const header = (plan: HeaderPlan): FrameCode => {
  const { size, at, width, littleEndian, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const get = { 2: 'getShort', 4: 'getInt', 8: 'getLong' }[width]
  const fits = { 2: ' & 0xffffL', 4: ' & 0xffffffffL', 8: '' }[width] ?? ''
  const buffer = `ByteBuffer.wrap(header)${littleEndian ? '.order(ByteOrder.LITTLE_ENDIAN)' : ''}`
  const bits = mask === undefined ? '' : ` & 0x${mask}L`
  const read =
    radix > 0
      ? `Long.parseLong(new String(header, ${at}, ${width}), ${radix})`
      : get === undefined
        ? shifted(plan, (k) => `(header[${k}] & 0xffL)`)
        : `${buffer}.${get}(${at})${bits === '' ? fits : ''}`
  const put = { 2: ['putShort', '(short) '], 4: ['putInt', '(int) '], 8: ['putLong', ''] }[width]
  const write =
    radix > 0
      ? [
          `System.arraycopy(String.format("%0${width}${radix === 16 ? 'x' : 'd'}", length).getBytes(), 0, frame, ${at}, ${width});`,
        ]
      : put === undefined
        ? shiftedOut(
            plan,
            (k, shift) => `frame[${k}] = (byte) ${shift > 0 ? `(length >> ${shift})` : 'length'};`,
          )
        : [`${buffer.replace('header', 'frame')}.${put[0] ?? ''}(${at}, ${put[1] ?? ''}length);`]
  const wraps = radix === 0 && get !== undefined
  return {
    imports: wraps ? ['java.nio.ByteBuffer', ...(littleEndian ? ['java.nio.ByteOrder'] : [])] : [],
    constants: [`static final long MOST = ${most}; // the largest allowed length`],
    read: `byte[] header = in.readNBytes(${size});
if (header.length == 0) return null;
if (header.length < ${size}) throw new EOFException("the stream ended inside a header");
${marked ? 'check(header, 0, STARTS, "start");\n' : ''}long length = ${read}${bits};
if (length < ${least} || length > MOST)${signed ? ' // a negative length is very large here' : ''}
    throw new IOException("a length of " + length + "; ${least} to " + MOST + " is allowed");
return readBody(in, ${sizeOfLength(plan, 'length')});`,
    write: `long length = ${lengthOfSize(plan, 'body.length')};
if (length > MOST${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'body.length', '%')} != 0`}) throw new IOException(body.length + " bytes do not fit a frame");
byte[] frame = new byte[${size} + body.length];
${write.join('\n')}
${marked ? 'for (int k = 0; k < STARTS.length; k++) frame[k] |= (byte) STARTS[k][1]; // of the length, only bits that do not count\n' : ''}System.arraycopy(body, 0, frame, ${size}, body.length);
out.write(frame);`,
  }
}
