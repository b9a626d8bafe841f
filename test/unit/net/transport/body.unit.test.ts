import assert from "node:assert/strict";
import fc from "fast-check";
import { readText } from "../../../../src/net/transport/body";

function read(bytes: Uint8Array, type = "", limit = 1000, piece = 3) {
  const body = (async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
  })();
  return readText({ status: 200, headers: new Map([["content-type", type]]), body }, limit);
}

describe("the text of an answer", () => {
  it("is UTF-8 wherever the pieces were cut, and loses a byte order mark", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 50 }),
        fc.integer({ min: 1, max: 5 }),
        async (text, piece) => {
          const bytes = Buffer.from(text);
          const expected = { text: text.replace(/^\uFEFF/, ""), bytes: bytes.length };
          assert.deepEqual(await read(bytes, "", 10_000, piece), expected);
        },
      ),
    );
    assert.equal((await read(Buffer.from("\uFEFF[]"))).text, "[]");
  });

  it("is UTF-8 where the bytes are, whatever the header says", async () => {
    assert.equal((await read(Buffer.from("Zoë"), "text/csv; charset=iso-8859-1")).text, "Zoë");
  });

  it("is read with the charset of the header where it is not UTF-8, else as Windows does", async () => {
    assert.equal((await read(Buffer.from("Zo\xeb", "latin1"), "text/csv; charset=iso-8859-1")).text, "Zoë");
    assert.equal((await read(Buffer.from("\xa4", "latin1"), "text/csv; charset=ISO-8859-15")).text, "€");
    for (const type of ["", "text/csv; charset=utf-8", "text/csv; charset=x-nobody-knows"])
      assert.equal((await read(Buffer.from("Zo\xeb", "latin1"), type)).text, "Zoë", type);
  });

  it("is UTF-16 where its first two bytes say so or the header does, in either order of bytes", async () => {
    const little = Buffer.from("\uFEFFZoë", "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) assert.equal((await read(bytes)).text, "Zoë");
    assert.equal((await read(little.subarray(2), "text/csv; charset=UTF-16")).text, "Zoë");
    // Either byte alone marks nothing.
    for (const bytes of [Buffer.from("\xfe\xe9", "latin1"), Buffer.from("\xff\xe9", "latin1")])
      assert.equal((await read(bytes)).text, bytes.toString("latin1"));
  });

  it("may be exactly as long as the limit", async () => {
    assert.equal((await read(Buffer.alloc(10, "x"), "", 10)).bytes, 10);
    await assert.rejects(read(Buffer.alloc(11, "x"), "", 10), { name: "NetworkFault", reason: "tooLarge" });
  });
});
