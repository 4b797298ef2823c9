// How the programs in Python receive bytes: exactly as many as a frame needs, however they come.

export const RECV_EXACTLY = `
def recv_exactly(sock, count):
    """Exactly count bytes, however they come; None where the stream ends before the first."""
    data = bytearray()
    while len(data) < count:
        part = sock.recv(count - len(data))
        if not part and not data:
            return None
        if not part:
            raise EOFError(f'the stream ended after {len(data)} of {count} bytes')
        data += part
    return bytes(data)
`

export const READ_EXACTLY = `
def recv_exactly(stream, count):
    """Exactly count bytes; None where the stream ends before the first."""
    data = stream.read(count)  # waits for all of them, or the end
    if len(data) < count and data:
        raise EOFError(f'the stream ended after {len(data)} of {count} bytes')
    return data if len(data) == count else None
`

export const BODY = `if length > MOST:
    raise ValueError(f'a length of {length}; at most {MOST} is allowed')
body = stream.read(length)
if len(body) < length:
    raise EOFError(f'the stream ended after {len(body)} of {length} bytes')
return body`
