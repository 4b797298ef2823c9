// A header with a length, in Rust.
import type { FrameCode } from '../../alike/frame-code.ts'
import { shifted, shiftedOut } from '../../alike/shifts.ts'
import { type HeaderPlan, lengthOfSize, sizeOfLength } from '../../plans/plan.ts'

export const header = (plan: HeaderPlan): FrameCode => {
  const { size, at, width, littleEndian, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const idiom = [1, 2, 4, 8].includes(width)
  const order = littleEndian ? 'le' : 'be'
  const slice = at === 0 && width === size ? 'header' : `header[${at}..${at + width}].try_into().unwrap()`
  const bits = mask === undefined ? '' : ` & 0x${mask}`
  const binary =
    width === 1
      ? `u64::from(header[${at}])`
      : idiom
        ? `u64::from(u${8 * width}::from_${order}_bytes(${slice}))`
        : shifted(plan, (k) => `u64::from(header[${k}])`)
  const read =
    radix > 0
      ? `std::str::from_utf8(&header[${at}..${at + width}])
    .ok()
    .and_then(|digits| u64::from_str_radix(digits, ${radix}).ok())
    .ok_or_else(|| wrong("a length that is not a number".to_string()))?`
      : binary
  const put =
    radix > 0
      ? [
          `frame[${at}..${at + width}].copy_from_slice(format!("{length:0${width}${radix === 16 ? 'x' : ''}}").as_bytes());`,
        ]
      : width === 1
        ? [`frame[${at}] = length as u8;`]
        : idiom
          ? [`frame[${at}..${at + width}].copy_from_slice(&(length as u${8 * width}).to_${order}_bytes());`]
          : shiftedOut(
              plan,
              (k, shift) => `frame[${k}] = ${shift > 0 ? `(length >> ${shift})` : 'length'} as u8;`,
            )
  const outside = least > 0 ? `!(${least}..=MOST).contains(&length)` : 'length > MOST'
  return {
    constants: [`const MOST: u64 = ${most}; // the largest allowed length`],
    read: `let mut header = [0; ${size}];
if !fill(stream, &mut header)? {
    return Ok(None);
}
${marked ? 'check(&header, STARTS, "start")?;\n' : ''}let length = ${read}${bits};
if ${outside} {${signed ? ' // a negative length is very large here' : ''}
    return Err(wrong(format!("a length of {length}; ${least} to {MOST} is allowed")));
}
let mut body = vec![0; (${sizeOfLength(plan, 'length')}) as usize];
stream.read_exact(&mut body)?;
Ok(Some(body))`.replace('(length) as', 'length as'),
    write: `let length = ${lengthOfSize(plan, 'body.len() as u64')};
if length > MOST${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'body.len()', '%')} != 0`} {
    return Err(wrong(format!("{} bytes do not fit a frame", body.len())));
}
let mut frame = vec![0; ${size}];
${put.join('\n')}
${marked ? 'for (k, (_, value)) in STARTS.iter().enumerate() {\n    frame[k] |= *value; // of the length, only bits that do not count\n}\n' : ''}frame.extend_from_slice(body);
stream.write_all(&frame)`,
  }
}
