// Paints the pictures of the sample street: no photo of a real place or person.
import { deflateSync } from "node:zlib";

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, check]);
}

/** A PNG; `paint` gives the colour `[red, green, blue]` of each point. */
function png(width, height, paint) {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set(paint(x, y), y * (1 + 3 * width) + 1 + 3 * x);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]));
}

const mix = (a, b, t) => a.map((one, i) => Math.round(one + (b[i] - one) * Math.min(1, Math.max(0, t))));

/** A street at dusk whose lamp does not burn. */
export function darkLamp() {
  return png(480, 360, (x, y) => {
    const ground = y > 270;
    const isPole = Math.abs(x - 300) < 5 && y > 70 && y < 300;
    const isArm = y > 66 && y < 76 && x > 230 && x < 305;
    const isHead = Math.hypot((x - 232) / 26, (y - 82) / 10) < 1;
    if (isPole || isArm) return [38, 42, 46];
    if (isHead) return [70, 74, 78];
    const house = x < 150 ? 150 : x > 380 ? 120 : 400;
    if (!ground && y > house)
      return x % 40 > 12 && x % 40 < 28 && y % 44 > 14 && y % 44 < 34 ? [214, 182, 112] : [52, 58, 70];
    return ground ? mix([66, 68, 70], [44, 46, 50], (y - 270) / 90) : mix([36, 48, 82], [214, 140, 104], y / 270);
  });
}

/** Water on the floor of a garage. */
export function wetFloor() {
  return png(480, 360, (x, y) => {
    const depth = (y - 130) / 230;
    const isPillar = (Math.abs(x - 110) < 26 || Math.abs(x - 370) < 26) && y < 250;
    const isWater = Math.hypot((x - 240) / 150, (y - 285) / 48) < 1;
    if (isPillar) return mix([170, 168, 160], [120, 118, 112], y / 250);
    if (isWater) return mix([96, 124, 140], [188, 204, 210], Math.abs(Math.sin((x + 2 * y) / 26)) * 0.6);
    if (y < 130) return mix([92, 92, 90], [140, 138, 132], y / 130);
    return mix([132, 130, 122], [98, 96, 92], depth);
  });
}

/** A stamped paper. */
export function stampedPaper() {
  return png(360, 480, (x, y) => {
    const isText = x > 50 && x < 310 && y > 90 && y < 330 && y % 26 < 5 && (x * 7 + y * 13) % 29 > 5;
    const ring = Math.hypot(x - 250, y - 385);
    if (ring < 52 && (ring > 46 || Math.hypot(x - 250, y - 385) < 14)) return [196, 62, 52];
    if (y > 46 && y < 58 && x > 110 && x < 250) return [60, 60, 60];
    return isText ? [120, 120, 118] : [250, 249, 244];
  });
}
