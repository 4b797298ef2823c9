// JSON Lines in Go: one value a line, in UTF-8. RawMessage keeps numbers as they were written.

export const JSON_ECHO = `		if len(bytes.TrimSpace(body)) == 0 {
			continue // a blank line
		}
		var value json.RawMessage // or a struct of your own
		if err := json.Unmarshal(body, &value); err != nil {
			fail(err) // the line is not one value: a value must not go on in the next line
		}
		if body, err = json.Marshal(value); err != nil {
			fail(err)
		}
`
