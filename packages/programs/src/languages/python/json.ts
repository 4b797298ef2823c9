// JSON Lines in Python: one value a line, in UTF-8. The program reads and writes each.

export const JSON_ECHO = `            if not body.strip():
                continue  # a blank line
            value = json.loads(body)  # refuses a line that is not one value: a value must not go on in the next line
            write_frame(sock, json.dumps(value, allow_nan=False).encode())
`
