// How the programs in Rust receive bytes: exactly as many as a frame needs, however they come.

export const FILL = `/// Fills all of \`bytes\`, however they come; false if the stream ends before the first.
fn fill(stream: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) if filled == 0 => return Ok(false),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}
`

export const NEXT_BYTE = `
/// The next byte. The stream's end is an error, except before a frame's first byte.
fn next_byte(stream: &mut impl Read, first: bool) -> io::Result<Option<u8>> {
    let mut byte = [0];
    match fill(stream, &mut byte)? {
        true => Ok(Some(byte[0])),
        false if first => Ok(None),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}
`

export const nextByte = (first: string): string => `let byte = match next_byte(stream, ${first})? {
    Some(byte) => byte,
    None => return Ok(None),
};`

export const NEXT_LATER = `let byte = match next_byte(stream, false)? {
    Some(byte) => byte,
    None => return Err(ErrorKind::UnexpectedEof.into()),
};`

export const BODY = `let mut body = vec![0; length as usize];
stream.read_exact(&mut body)?;`
