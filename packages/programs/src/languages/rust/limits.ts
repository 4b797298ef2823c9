// The longest body in Rust: its constant, and the checks before a body is read and sent.

export const mostBody = (most: number): string => `const MOST: u64 = ${most}; // bytes of the longest body`

export const CHECK = `if length > MOST {
    return Err(wrong(format!("a length of {length}; at most {MOST} is allowed")));
}`

export const TOO_LONG = `if body.len() as u64 > MOST {
    return Err(wrong(format!("{} bytes; at most {MOST} are allowed", body.len())));
}`
