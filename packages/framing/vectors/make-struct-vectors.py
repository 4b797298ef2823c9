#!/usr/bin/env python3
"""Records what CPython's struct does: formats and values in; bytes, values or error sentences out.

    python3 make-struct-vectors.py > struct.jsonl        the vectors that are checked in (over a fixed list)
    python3 make-struct-vectors.py --answer < cases      one answer per case, for the live comparison

A case is one JSON line: {"op": "pack", "format": "<i", "values": [VALUE…]}, {"op": "unpack", "format", "hex"},
{"op": "calcsize", "format"} or {"op": "unpackFrom"/"packInto", …, "offset"}. A VALUE is {"int": "5"}, {"float": "1.5"} (or nan, inf,
-inf), {"bytes": "hex"}, {"bool": true}, {"str": "text"} or null. Its answer has "hex", "values", "size" or "error".
"""
import itertools, json, math, struct, sys


def read(value):
    if value is None:
        return None
    (kind, given), = value.items()
    return {"int": int, "float": float.fromhex, "bytes": bytes.fromhex, "bool": bool, "str": str}[kind](given)


def write(value):
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": "nan" if math.isnan(value) else value.hex() if math.isfinite(value) else str(value)}
    return {"bytes": value.hex()}


def answer(case):
    try:
        op, form = case["op"], case["format"]
        if op == "calcsize":
            return {"size": str(struct.calcsize(form))}
        if op == "pack":
            return {"hex": struct.pack(form, *map(read, case["values"])).hex()}
        if op == "packInto":
            target = bytearray.fromhex(case["hex"])
            struct.pack_into(form, target, case["offset"], *map(read, case["values"]))
            return {"hex": target.hex()}
        if op == "unpackFrom":
            return {"values": list(map(write, struct.unpack_from(form, bytes.fromhex(case["hex"]), case["offset"])))}
        if op == "iterUnpack":
            return {"values": [write(v) for row in struct.iter_unpack(form, bytes.fromhex(case["hex"])) for v in row]}
        return {"values": list(map(write, struct.unpack(form, bytes.fromhex(case["hex"]))))}
    except (struct.error, OverflowError, SystemError) as error:
        return {"error": str(error)}


INTS = sorted({s * (1 << b) + d for b in (0, 7, 8, 15, 16, 31, 32, 63, 64, 70) for s in (1, -1) for d in (-1, 0, 1)})
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 65504.0, 65519.99, 65520.0, 6e-8, 5.9604644775390625e-08, 2.9802322387695312e-08, 2.9802322387695316e-08, 1e-40, 3.4028234663852886e38, 3.4028235677973366e38, 1e39, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 1 / 3, 2049.0, 2051.0]
OTHERS = [None, {"str": "a"}, {"bytes": ""}, {"bytes": "61"}, {"bytes": "616263"}, {"bool": True}, {"bool": False}]


def cases():
    orders = ["", "@", "=", "<", ">", "!"]
    for order, code in itertools.product(orders, "xcbB?hHiIlLqQnNefdspPzyO"):
        for count in ["", "0", "1", "2", "3", "10"]:
            yield {"op": "calcsize", "format": order + count + code}
            yield {"op": "calcsize", "format": order + "b" + count + code + "b"}
    for order, code in itertools.product(["@", "=", ">"], "cbB?hHiIlLqQnNPefdsp"):
        values = [{"int": str(n)} for n in INTS] + [write(x) for x in FLOATS] + OTHERS
        for value in values:
            # JavaScript has one type for 1 and 1.0, so do not test whether a whole float is refused as an int.
            if code not in "efd" and "float" in (value or {}) and read(value).is_integer():
                continue
            yield {"op": "pack", "format": order + code, "values": [value]}
    for code, count, text in itertools.product("sp", [0, 1, 2, 3, 5, 300], ["", "61", "6162636465", "ff" * 300]):
        yield {"op": "pack", "format": f"{count}{code}", "values": [{"bytes": text}]}
    for order, code in itertools.product(["@", "<", ">"], "cbB?hHiIlLqQnNPefd"):
        if order != "@" and code in "nNP":
            continue
        size = struct.calcsize(order + code)
        for pattern in ["00", "01", "7f", "80", "ff", "3c", "7c", "fc"]:
            for last in ["00", "01", "7c", "ff"]:
                data = (pattern * (size - 1) + last) if size > 1 else pattern
                yield {"op": "unpack", "format": order + code, "hex": data}
                yield {"op": "unpack", "format": order + code, "hex": "".join(reversed([data[i : i + 2] for i in range(0, len(data), 2)]))}
    for form in ["", "5", "3 i", " i", "< i", "i ", "<3", "2147483648x", "9223372036854775807x", "9223372036854775808x", "4611686018427387904h", "9" * 40, "9" * 40 + "x", "i\x00", "@@i", "i<", "1\n0i", "\ti\ni", "x0i", "bhilqnP", "?bq", "bxi", "ib0i", "b0q", "3xh", "c2si", "5pq", "efd", "b0P"]:
        yield {"op": "calcsize", "format": form}
    for form, values in [("i", 0), ("i", 2), ("2i", 1), ("", 1), ("3x", 1), ("3s", 2), ("0s", 0), ("0i", 0), ("bhi", 3), ("@bhilq", 5), ("=bhilq", 5), (">bhilq", 5), ("2s3p", 0)]:
        yield {"op": "pack", "format": form, "values": [{"int": str(n + 1)} for n in range(values)]}
    for form in ["i", ">HB", "0s", "3xb", "@bi", "4s"]:
        for length in range(0, 20):
            yield {"op": "unpack", "format": form, "hex": bytes(range(length)).hex()}
            if form != "0s":
                yield {"op": "iterUnpack", "format": form, "hex": bytes(range(length)).hex()}
            for offset in (-21, -20, -9, -8, -4, -3, -1, 0, 1, 4, 15, 16, 17, 20, 21):
                yield {"op": "unpackFrom", "format": form, "hex": bytes(range(length)).hex(), "offset": offset}
                if form in ("i", ">HB", "@bi") and length in (0, 7, 16):
                    values = [{"int": str(n + 1)} for n in range(2 if form != "i" else 1)]
                    yield {"op": "packInto", "format": form, "hex": bytes(range(length)).hex(), "offset": offset, "values": values}
    yield {"op": "iterUnpack", "format": "", "hex": ""}
    yield {"op": "iterUnpack", "format": "0i", "hex": "00"}


if __name__ == "__main__":
    if "--answer" in sys.argv:
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))))
    else:
        seen = set()
        for case in cases():
            line = json.dumps({**case, "answer": answer(case)})
            if line not in seen:
                seen.add(line)
                print(line)
