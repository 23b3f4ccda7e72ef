import { describe, expect, it } from "vitest";
import { sniffType } from "../src/files/sniff-type.js";
import { takeIn } from "../src/files/take-in.js";
import { contentDisposition, fileName } from "../src/routes/file-name.js";

const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));
const bytesOf = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());
const has = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).includes(text);

/** A grey pixel, as libjpeg writes it. */
const pixel = [
  ...Buffer.from(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=",
    "base64",
  ),
];
const [head, body] = [pixel.slice(0, 20), pixel.slice(20)];

function segment(marker: number, content: readonly number[]): number[] {
  const size = content.length + 2;
  return [0xff, marker, size >> 8, size & 0xff, ...content];
}

/** EXIF with orientation 6 and a GPS directory that says where in Ningwei it was taken. */
const exif = segment(0xe1, [
  ...ascii("Exif\0\0"),
  ...ascii("II"),
  0x2a,
  0,
  8,
  0,
  0,
  0,
  2,
  0,
  0x12,
  0x01,
  3,
  0,
  1,
  0,
  0,
  0,
  6,
  0,
  0,
  0,
  0x25,
  0x88,
  4,
  0,
  1,
  0,
  0,
  0,
  38,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  ...ascii("GPS 30.2311,120.2502"),
]);
const xmp = segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>30.2311</exif:GPSLatitude>"));
const iptc = segment(0xed, ascii("Photoshop 3.0\0 Ningwei"));
const comment = segment(0xfe, ascii("taken by qian"));

describe("a photo", () => {
  const told = bytesOf(head, exif, xmp, iptc, comment, body, ascii("ftyp a short film with GPS 30.2311"));

  it("does not say where, when and by whom it was taken", () => {
    const taken = takeIn(told);
    expect(taken?.type).toBe("image/jpeg");
    for (const word of ["GPS", "30.2311", "Photoshop", "qian", "film"]) expect(has(taken!.bytes, word)).toBe(false);
    expect(taken!.bytes.length).toBeLessThan(told.length);
  });

  it("still says how the camera was held, and is the same picture", () => {
    const { bytes } = takeIn(told)!;
    const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6];
    expect(Buffer.from(bytes).includes(Buffer.from(orientation))).toBe(true);
    expect([...bytes.slice(-body.length)]).toEqual(body);
  });

  it("that says nothing stays as it is, and taking it in twice changes nothing", () => {
    expect([...takeIn(bytesOf(pixel))!.bytes]).toEqual(pixel);
    const once = takeIn(told)!.bytes;
    expect([...takeIn(once)!.bytes]).toEqual([...once]);
  });

  it("that is cut off is not taken", () => {
    for (const length of [3, 19, 40, pixel.length - 2]) expect(takeIn(bytesOf(pixel.slice(0, length)))).toBeUndefined();
  });
});

describe("a picture without loss", () => {
  const chunk = (type: string, content: readonly number[]): number[] => [
    0,
    0,
    0,
    content.length,
    ...ascii(type),
    ...content,
    0,
    0,
    0,
    0,
  ];
  const signature = [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a];

  it("loses its texts and its EXIF", () => {
    const png = bytesOf(
      signature,
      chunk("IHDR", [1]),
      chunk("eXIf", ascii("GPS")),
      chunk("tEXt", ascii("by qian")),
      chunk("IDAT", [7]),
      chunk("IEND", []),
      ascii("more"),
    );
    const { type, bytes } = takeIn(png)!;
    expect(type).toBe("image/png");
    expect([...bytes]).toEqual([...signature, ...chunk("IHDR", [1]), ...chunk("IDAT", [7]), ...chunk("IEND", [])]);
  });

  it("of WebP loses its EXIF and no longer announces it", () => {
    const part = (type: string, content: readonly number[]): number[] => [
      ...ascii(type),
      content.length,
      0,
      0,
      0,
      ...content,
      ...(content.length % 2 ? [0] : []),
    ];
    const parts = [
      ...part("VP8X", [0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ...part("VP8 ", [1, 2, 3]),
      ...part("EXIF", ascii("GPS 30.2311")),
      ...part("XMP ", ascii("GPS")),
    ];
    const webp = bytesOf(ascii("RIFF"), [parts.length + 4, 0, 0, 0], ascii("WEBP"), parts);
    const { type, bytes } = takeIn(webp)!;
    expect(type).toBe("image/webp");
    expect(has(bytes, "GPS")).toBe(false);
    expect(bytes[20]).toBe(0);
    expect(bytes[4]).toBe(bytes.length - 8);
  });
});

describe("a film", () => {
  const box = (type: string, content: readonly number[]): number[] => [
    0,
    0,
    0,
    content.length + 8,
    ...ascii(type),
    ...content,
  ];

  it("does not say where it was taken, and nothing in it moves", () => {
    const film = bytesOf(
      box("ftyp", ascii("isom0000")),
      box("moov", [...box("mvhd", [1]), ...box("udta", ascii("+30.2311+120.2502/"))]),
      box("mdat", ascii("picture")),
    );
    const { type, bytes } = takeIn(film)!;
    expect(type).toBe("video/mp4");
    expect(bytes.length).toBe(film.length);
    expect(has(bytes, "30.2311")).toBe(false);
    expect(has(bytes, "picture")).toBe(true);
  });
});

describe("what a file is", () => {
  it.each([
    [ascii("%PDF-1.7"), "application/pdf"],
    [ascii("ID3\u0004"), "audio/mpeg"],
    [[0xff, 0xfb, 0x90, 0x00], "audio/mpeg"],
    [[0, 0, 0, 20, ...ascii("ftypM4A ")], "audio/mp4"],
    [[0x1a, 0x45, 0xdf, 0xa3, 0x42, 0x82, 0x84, ...ascii("webm")], "video/webm"],
  ])("is told by its first bytes (%#)", (bytes, type) => {
    expect(sniffType(Uint8Array.from(bytes))).toBe(type);
  });

  it.each([
    "<svg onload=alert(1)>",
    "<!doctype html><script>",
    "MZ",
    "PK\u0003\u0004",
    "",
    "GIF89a",
    "\u00ff\u00ff\u00ff\u00ff",
  ])("that could run or is unknown is not taken: %j", (text) => {
    expect(takeIn(Uint8Array.from(ascii(text)))).toBeUndefined();
  });
});

describe("a file's name", () => {
  it("comes percent-encoded and loses its path", () => {
    expect(fileName(encodeURIComponent("C:\\照片\\篮圈 松动.jpg"))).toBe("篮圈 松动.jpg");
    expect(fileName("../../etc/passwd")).toBe("passwd");
    expect(fileName("%E0%A4%A")).toBe("%E0%A4%A");
    expect(fileName("...")).toBe("file");
    expect(fileName(undefined)).toBe("file");
  });

  it("is sent in both ways that browsers read", () => {
    expect(contentDisposition({ id: "f", name: "篮圈'1'.jpg", type: "image/jpeg", size: 1 })).toBe(
      "inline; filename=\"___1_.jpg\"; filename*=UTF-8''%E7%AF%AE%E5%9C%88%271%27.jpg",
    );
    expect(contentDisposition({ id: "f", name: "合同.pdf", type: "application/pdf", size: 1 })).toMatch(/^attachment;/);
  });
});
